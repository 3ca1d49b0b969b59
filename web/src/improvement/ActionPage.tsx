import type { ActionDetail } from '@zhiwei/contract'
import { App, Button, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useCatalogueName } from '../classification/index.ts'
import { LessonLink } from '../lessons/index.ts'
import { addressOf, sizeText } from '../platform/index.ts'
import { Instant, Page, PageSkeleton, ProblemNotice, useProblemWords } from '../ui/index.ts'
import { ActionActs } from './ActionActs.tsx'
import { ActionTable } from './ActionTable.tsx'
import { EffectPart } from './EffectPart.tsx'
import { ActionStateTag } from './marks.tsx'
import { useAction, useActionActs } from './queries.ts'
import './improvement.css'
import { comma } from '../platform/punctuation.ts'

/** 措施详情: whose it is, what counts as success, what the counts say, and what was done with it. */
export function ActionPage() {
  const { t } = useTranslation('improvement')
  const action = useAction(useParams().id ?? '')
  const crumbs = [{ label: t('title'), to: '/actions' }]
  if (action.isPending) return <PageSkeleton shape="detail" />
  if (action.isError)
    return (
      <Page title={t('action.one')} breadcrumbs={crumbs}>
        <ProblemNotice problem={action.error} onRetry={action.refetch} />
      </Page>
    )
  const shown = action.data
  return (
    <Page
      title={shown.title}
      breadcrumbs={crumbs}
      extra={<ActionStateTag row={shown} />}
      actions={
        <>
          <ActionActs action={shown} />
          {shown.verdict && <LessonLink actionId={shown.id} />}
        </>
      }
    >
      <div className="improvement-columns">
        <div>
          <EffectPart action={shown} />
          <History action={shown} />
          {shown.spread.length > 0 && (
            <section className="card improvement-part" aria-labelledby="spread">
              <h2 id="spread">{t('spread.title')}</h2>
              <ActionTable rows={shown.spread} />
            </section>
          )}
        </div>
        <div>
          <About action={shown} />
          <Evidence action={shown} />
        </div>
      </div>
    </Page>
  )
}

function About({ action }: { action: ActionDetail }) {
  const { t } = useTranslation('improvement')
  const causeName = useCatalogueName('causes')
  const { criterion, riskPoint, topic, causeTree, eightD, parent } = action
  const scope = [criterion?.product, criterion?.region, criterion?.unit?.name].filter(Boolean).join(comma())
  const lines: [string, React.ReactNode][] = [
    [t('kind'), t(`actionKind.${action.kind}`)],
    [t('owner'), [action.owner.name, action.unit?.name].filter(Boolean).join(' · ')],
    [t('verifier'), action.verifier?.name ?? t('verifierOpen')],
    [
      t('dueOn'),
      <span key="due" className={action.overdue ? 'is-late' : ''}>
        {action.overdue ? t('late', { day: action.dueOn }) : action.dueOn}
      </span>,
    ],
    [t('cause'), action.cause && causeName(action.cause)],
    [t('bound.riskPoint'), riskPoint && <Link to={`/warnings/risk-points/${riskPoint.id}`}>{riskPoint.name}</Link>],
    [t('bound.topic'), topic && <Link to={`/topics/${topic.id}`}>{topic.name}</Link>],
    [t('tree.one'), causeTree && <Link to={`/cause-trees/${causeTree.id}`}>{causeTree.name}</Link>],
    [t('eightD.one'), eightD && <Link to={`/eight-d/${eightD.id}`}>{eightD.name}</Link>],
    [t('spread.of'), parent && <Link to={`/actions/${parent.id}`}>{parent.name}</Link>],
    [
      t('criterion.title'),
      criterion &&
        t('criterion.said', {
          severity: t(`severity.${criterion.severity}`),
          days: criterion.windowDays,
          percent: Math.round((1 - criterion.wantedRatio) * 100),
        }),
    ],
    [t('criterion.scope'), scope],
  ]
  return (
    <section className="card improvement-part" aria-labelledby="about">
      <h2 id="about">{t('action.about')}</h2>
      {action.description && <p className="improvement-text">{action.description}</p>}
      <dl className="improvement-facts">
        {lines
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {action.cases.length + action.hiddenCases > 0 && (
        <>
          <h3>{t('bound.cases')}</h3>
          <ul className="bound">
            {action.cases.map(({ id, number, subject }) => (
              <li key={id}>
                <Link to={`/cases/${id}`}>{number}</Link> {subject}
              </li>
            ))}
            {action.hiddenCases > 0 && <li className="meta">{t('bound.hidden', { count: action.hiddenCases })}</li>}
          </ul>
        </>
      )}
    </section>
  )
}

function Evidence({ action }: { action: ActionDetail }) {
  const { t } = useTranslation('improvement')
  const { message } = App.useApp()
  const words = useProblemWords()
  const { attach } = useActionActs()
  const [isSending, setSending] = useState(false)
  const send = async (file: File) => {
    setSending(true)
    await attach.mutateAsync({ id: action.id, file }).catch((error: unknown) => message.error(words(error).title))
    setSending(false)
  }
  return (
    <section className="card improvement-part" aria-labelledby="evidence">
      <h2 id="evidence">{t('evidence.title')}</h2>
      {action.files.length === 0 && <p className="meta">{t('evidence.none')}</p>}
      <ul className="bound">
        {action.files.map(({ id, name, sizeBytes, at, by }) => (
          <li key={id}>
            <a href={addressOf(`/actions/${action.id}/files/${id}`)} download={name}>
              {name}
            </a>{' '}
            <span className="meta">
              {sizeText(sizeBytes)} · {by?.name} · <Instant at={at} />
            </span>
          </li>
        ))}
      </ul>
      {action.can.addEvidence && (
        <Upload
          showUploadList={false}
          beforeUpload={(file) => {
            void send(file)
            return false
          }}
        >
          <Button loading={isSending}>{t('evidence.add')}</Button>
        </Upload>
      )}
    </section>
  )
}

function History({ action }: { action: ActionDetail }) {
  const { t } = useTranslation('improvement')
  const said = (facts: Record<string, unknown>) => {
    if (typeof facts.verdict === 'string') {
      const after = facts.after as { count?: number } | undefined
      const before = facts.before as { count?: number } | undefined
      return t('history.judgedAs', { verdict: t(`verdict.${facts.verdict}`), before: before?.count ?? 0, after: after?.count ?? 0 })
    }
    if (facts.from && facts.to) return `${facts.from} → ${facts.to}`
    return typeof facts.doneOn === 'string' ? facts.doneOn : ''
  }
  return (
    <section className="card improvement-part" aria-labelledby="history">
      <h2 id="history">{t('history.title')}</h2>
      <ol className="action-history">
        {action.history.toReversed().map(({ id, kind, at, by, note, facts }) => (
          <li key={id}>
            <span>
              <b>{t(`history.${kind}`)}</b> {said(facts)}
            </span>
            <span className="meta">
              {by?.name ?? t('history.system')} · <Instant at={at} />
            </span>
            {note && <p className="improvement-text">{note}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}
