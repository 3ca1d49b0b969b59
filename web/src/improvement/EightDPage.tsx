import type { ActionKind, EightDDetail, EightDTexts } from '@zhiwei/contract'
import { Alert, App, Button, Select } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { usePeople } from '../identity/index.ts'
import { ReportAnswers, ReportParts } from '../partners/index.ts'
import { downloadFile, useMay } from '../platform/index.ts'
import { Instant, LinkButton, Page, PageSkeleton, ProblemNotice, useProblemWords } from '../ui/index.ts'
import { ActionTable } from './ActionTable.tsx'
import { EffectLine } from './EffectLine.tsx'
import { useReport, useReportActs } from './queries.ts'
import { ReportCauses } from './ReportCauses.tsx'
import { WrittenText } from './WrittenText.tsx'
import './improvement.css'
import { comma } from '../platform/punctuation.ts'

/** 8D 报告, D1 to D8 one below the other, written where they stand. */
export function EightDPage() {
  const { t } = useTranslation('improvement')
  const report = useReport(useParams().id ?? '')
  const crumbs = [{ label: t('tab.eightD'), to: '/eight-d' }]
  if (report.isPending) return <PageSkeleton shape="detail" />
  if (report.isError)
    return (
      <Page title={t('eightD.one')} breadcrumbs={crumbs}>
        <ProblemNotice problem={report.error} onRetry={report.refetch} />
      </Page>
    )
  return <Shown report={report.data} crumbs={crumbs} />
}

function Shown({ report, crumbs }: { report: EightDDetail; crumbs: { label: string; to: string }[] }) {
  const { t } = useTranslation('improvement')
  const { message, modal } = App.useApp()
  const words = useProblemWords()
  const { close } = useReportActs()
  const take = () => void downloadFile(`/eight-d/${report.id}/file`, {}).catch((error: unknown) => message.error(words(error).title))
  const end = () =>
    modal.confirm({
      title: t('eightD.closeTitle'),
      content: t('eightD.closeDetail'),
      okText: t('eightD.close'),
      onOk: () =>
        close.mutateAsync({ id: report.id, version: report.version }).catch((error: unknown) => void message.error(words(error).title)),
    })
  const text = (field: keyof EightDTexts) => <WrittenText report={report} field={field} />
  return (
    <Page
      title={report.title}
      breadcrumbs={crumbs}
      extra={<span className="meta">{t(`severity.${report.severity}`)}</span>}
      actions={
        <>
          <Button onClick={take}>{t('eightD.pdf')}</Button>
          {report.mayEdit && (
            <Button type="primary" disabled={report.lacks.length > 0} onClick={end}>
              {t('eightD.close')}
            </Button>
          )}
        </>
      }
    >
      {report.closedAt ? (
        <p className="meta">
          {t('eightD.closedBy', { name: report.closedBy?.name ?? '' })} <Instant at={report.closedAt} />
        </p>
      ) : (
        report.lacks.length > 0 && (
          <Alert
            className="improvement-lacks"
            type="info"
            showIcon
            title={t('eightD.lacks', { what: report.lacks.map((lack) => t(`lack.${lack}`)).join(t('comma')) })}
          />
        )
      )}
      <Discipline no={1}>
        <p>{t('eightD.leaderIs', { name: report.leader.name })}</p>
        <Team report={report} />
      </Discipline>
      <Discipline no={2}>
        {text('problem')}
        <Bound report={report} />
      </Discipline>
      <Discipline no={3}>
        {text('containment')}
        <ReportAnswers report={report} discipline="containment" />
        <Actions report={report} kind="containment" />
      </Discipline>
      <Discipline no={4}>
        {text('cause')}
        <ReportCauses report={report} />
        <ReportAnswers report={report} discipline="cause" />
        <h3>{t('eightD.escape')}</h3>
        {text('escape')}
      </Discipline>
      <Discipline no={5}>
        {text('chosen')}
        <ReportAnswers report={report} discipline="chosen" />
        <Actions report={report} kind="corrective" />
      </Discipline>
      <Discipline no={6}>
        {text('implemented')}
        <ReportAnswers report={report} discipline="implemented" />
        <Effects report={report} kind="corrective" />
      </Discipline>
      <Discipline no={7}>
        {text('prevention')}
        <ReportAnswers report={report} discipline="prevention" />
        <Actions report={report} kind="preventive" />
        <Effects report={report} kind="preventive" />
      </Discipline>
      <Discipline no={8}>{text('thanks')}</Discipline>
      <ReportParts report={report} />
    </Page>
  )
}

function Discipline({ no, children }: { no: number; children: ReactNode }) {
  const { t } = useTranslation('improvement')
  return (
    <section className="card improvement-part" aria-labelledby={`d${no}`}>
      <h2 id={`d${no}`}>
        D{no} {t(`eightD.d${no}`)}
      </h2>
      {children}
    </section>
  )
}

function Team({ report }: { report: EightDDetail }) {
  const { t } = useTranslation('improvement')
  const { message } = App.useApp()
  const words = useProblemWords()
  const { data } = usePeople()
  const { change } = useReportActs()
  if (!report.mayEdit) return <p>{report.team.map(({ name }) => name).join(comma()) || t('eightD.noTeam')}</p>
  const people = new Map([...(data?.rows ?? []), ...report.team].map(({ id, name }) => [id, name]))
  return (
    <Select
      mode="multiple"
      className="team-select"
      aria-label={t('eightD.team')}
      placeholder={t('eightD.team')}
      value={report.team.map(({ id }) => id)}
      showSearch={{ optionFilterProp: 'label' }}
      options={[...people].map(([value, label]) => ({ value, label }))}
      onChange={(teamIds: string[]) =>
        void change
          .mutateAsync({ id: report.id, teamIds, version: report.version })
          .catch((error: unknown) => message.error(words(error).title))
      }
    />
  )
}

function Bound({ report }: { report: EightDDetail }) {
  const { t } = useTranslation('improvement')
  return (
    <ul className="bound">
      {report.cases.map(({ id, number, subject }) => (
        <li key={id}>
          <Link to={`/cases/${id}`}>{number}</Link> {subject}
        </li>
      ))}
      {report.hiddenCases > 0 && <li className="meta">{t('bound.hidden', { count: report.hiddenCases })}</li>}
      {report.topic && (
        <li>
          {t('bound.topic')} <Link to={`/topics/${report.topic.id}`}>{report.topic.name}</Link>
        </li>
      )}
      {report.riskPoint && (
        <li>
          {t('bound.riskPoint')} <Link to={`/warnings/risk-points/${report.riskPoint.id}`}>{report.riskPoint.name}</Link>
        </li>
      )}
    </ul>
  )
}

const ofKind = (report: EightDDetail, kind: ActionKind) => report.actionRows.filter((action) => action.kind === kind)

function Actions({ report, kind }: { report: EightDDetail; kind: ActionKind }) {
  const { t } = useTranslation('improvement')
  const mayOpen = useMay('actions:manage') && !report.closedAt
  const rows = ofKind(report, kind)
  const cause = report.confirmedCauses.find((found) => found.cause)?.cause
  const address = new URLSearchParams([
    ['new', kind],
    ['eightD', report.id],
    ...(cause ? [['withCause', cause]] : []),
    ...(report.causeTree ? [['tree', report.causeTree.id]] : []),
    ...report.caseIds.map((id) => ['forCase', id]),
  ])
  return (
    <>
      {rows.length > 0 && <ActionTable rows={rows} />}
      {mayOpen && (
        <p className="discipline-act">
          <LinkButton to={`/actions?${address}`}>{t('eightD.addAction', { kind: t(`actionKind.${kind}`) })}</LinkButton>
        </p>
      )}
    </>
  )
}

function Effects({ report, kind }: { report: EightDDetail; kind: ActionKind }) {
  const watched = ofKind(report, kind).filter(({ watched: span, verdict }) => span || verdict)
  if (watched.length === 0) return null
  return (
    <ul className="bound">
      {watched.map((action) => (
        <EffectLine key={action.id} action={action} />
      ))}
    </ul>
  )
}
