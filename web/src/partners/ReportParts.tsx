import type { EightDDetail, PartAsk, PartDetail } from '@zhiwei/contract'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../platform/index.ts'
import { LinkButton, ProblemNotice, ReasonModal, useProblemWords } from '../ui/index.ts'
import { Ask } from './Ask.tsx'
import { AskMoreModal, InviteModal } from './InviteModal.tsx'
import { PartActions } from './PartActions.tsx'
import { PartFiles } from './PartFiles.tsx'
import { useReportPartActs, useReportParts } from './queries.ts'
import './partners.css'

/** 合作单位 of an 8D, as the company sees them: whom it asked what, their answers, and what it decides of each. */
export function ReportParts({ report }: { report: EightDDetail }) {
  const { t } = useTranslation('partners')
  const parts = useReportParts(report.id)
  const [isInviting, setInviting] = useState(false)
  const rows = parts.data?.rows ?? []
  if (!report.mayEdit && rows.length === 0) return null
  return (
    <section className="card part-card" aria-labelledby="parts">
      <div className="part-head">
        <h2 id="parts">{t('firms')}</h2>
        {report.mayEdit && <Button onClick={() => setInviting(true)}>{t('invite.do')}</Button>}
      </div>
      {parts.isError && <ProblemNotice problem={parts.error} onRetry={parts.refetch} />}
      {parts.data && rows.length === 0 && <p className="meta">{t('invite.none')}</p>}
      {rows.map((part) => (
        <Part key={part.id} reportId={report.id} part={part} report={report} />
      ))}
      {isInviting && <InviteModal report={report} onClose={() => setInviting(false)} />}
    </section>
  )
}

function Part({ reportId, part, report }: { reportId: string; part: PartDetail; report: EightDDetail }) {
  const { t } = useTranslation('partners')
  const [isAsking, setAsking] = useState(false)
  const [isWithdrawing, setWithdrawing] = useState(false)
  const { withdraw, attach } = useReportPartActs(reportId)
  const mayOpen = useMay('actions:manage')
  const opening = new URLSearchParams([
    ['new', 'corrective'],
    ['eightD', reportId],
    ['unit', part.unit.id],
    ...(report.causeTree ? [['tree', report.causeTree.id]] : []),
  ])
  return (
    <article className="report-part" aria-label={part.unit.name}>
      <h3>
        {part.unit.name} <span className="meta">{part.title}</span>
      </h3>
      {part.withdrawnAt && <p className="meta">{t('withdrawn', { reason: part.withdrawal ?? '' })}</p>}
      <details>
        <summary>{t('invite.told')}</summary>
        <p className="part-text">{part.brief}</p>
      </details>
      {part.asks.map((ask) => (
        <Ask key={ask.discipline} ask={ask} level="h4">
          {part.can.decide && ask.state === 'answered' && <Decide reportId={reportId} partId={part.id} ask={ask} />}
        </Ask>
      ))}
      <PartFiles
        files={part.files}
        address={`/eight-d/${reportId}/parts/${part.id}`}
        addWords={t('files.give')}
        onAdd={part.can.attach ? (file) => attach.mutateAsync({ id: part.id, file }) : undefined}
      />
      <PartActions actions={part.actions} />
      {part.can.ask && (
        <div className="part-acts">
          <Button size="small" onClick={() => setAsking(true)}>
            {t('invite.more')}
          </Button>
          {mayOpen && <LinkButton to={`/actions?${opening}`}>{t('openAction')}</LinkButton>}
          <Button size="small" onClick={() => setWithdrawing(true)}>
            {t('withdraw.do')}
          </Button>
        </div>
      )}
      {isAsking && <AskMoreModal reportId={reportId} part={part} onClose={() => setAsking(false)} />}
      <ReasonModal
        open={isWithdrawing}
        title={t('withdraw.title', { name: part.unit.name })}
        consequence={t('withdraw.consequence')}
        okText={t('withdraw.do')}
        onConfirm={(reason) => withdraw.mutateAsync({ id: part.id, reason })}
        onClose={() => setWithdrawing(false)}
      />
    </article>
  )
}

function Decide({ reportId, partId, ask }: { reportId: string; partId: string; ask: PartAsk }) {
  const { t } = useTranslation('partners')
  const { message } = App.useApp()
  const words = useProblemWords()
  const { decide } = useReportPartActs(reportId)
  const [isReturning, setReturning] = useState(false)
  const { discipline } = ask
  return (
    <div className="part-acts">
      <Button
        type="primary"
        size="small"
        loading={decide.isPending}
        onClick={() =>
          decide.mutate({ id: partId, discipline, verdict: 'accepted' }, { onError: (error) => void message.error(words(error).title) })
        }
      >
        {t('decide.accepted')}
      </Button>
      <Button size="small" onClick={() => setReturning(true)}>
        {t('decide.returned')}
      </Button>
      <ReasonModal
        open={isReturning}
        title={t('decide.why')}
        okText={t('decide.returned')}
        onConfirm={(reason) => decide.mutateAsync({ id: partId, discipline, verdict: 'returned', reason })}
        onClose={() => setReturning(false)}
      />
    </div>
  )
}
