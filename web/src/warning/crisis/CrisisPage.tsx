import type { CrisisDetail } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { Instant, Page, PageSkeleton, ProblemNotice, ReasonModal } from '../../ui/index.ts'
import { NoteModal, NumbersModal, TaskModal } from './CrisisModals.tsx'
import { useCrisis, useCrisisWrites } from './queries.ts'
import { Statements } from './Statements.tsx'
import { Tasks } from './Tasks.tsx'
import '../warning.css'

/** 作战室: timeline, tasks, one voice, review. */
export function CrisisPage() {
  const { t } = useTranslation('warning')
  const crisis = useCrisis(useParams().id ?? '')
  const crumbs = [{ label: t('crisis.title'), to: '/crises' }]
  if (crisis.isPending) return <PageSkeleton shape="detail" />
  if (crisis.isError)
    return (
      <Page title={t('crisis.title')} breadcrumbs={crumbs}>
        <ProblemNotice problem={crisis.error} onRetry={crisis.refetch} />
      </Page>
    )
  const row = crisis.data
  return (
    <Page
      title={row.title}
      breadcrumbs={crumbs}
      extra={
        <span className="meta">
          {t(row.closedAt ? 'crisis.closed' : 'crisis.running')} · {t('crisis.lead')} {row.lead?.name} · <Instant at={row.at} />
        </span>
      }
      actions={<Acts row={row} />}
    >
      {row.review && (
        <section className="card warning-part warning-section" aria-labelledby="crisis-review">
          <h2 id="crisis-review">{t('crisis.review')}</h2>
          <p className="statement-text">{row.review}</p>
        </section>
      )}
      <div className="warning-columns">
        <div>
          <Statements row={row} />
          <Tasks row={row} />
        </div>
        <div>
          <Cases row={row} />
          <Timeline row={row} />
        </div>
      </div>
    </Page>
  )
}

type Open = 'note' | 'task' | 'numbers' | 'close'

function Acts({ row }: { row: CrisisDetail }) {
  const { t } = useTranslation('warning')
  const [open, setOpen] = useState<Open>()
  const { act } = useCrisisWrites(row.id)
  const close = () => setOpen(undefined)
  return (
    <>
      {row.warning && <Link to={`/warnings/${row.warning.id}`}>{t('crisis.fromWarning')}</Link>}
      {row.can.manage && (
        <>
          <Button onClick={() => setOpen('note')}>{t('crisis.note')}</Button>
          <Button onClick={() => setOpen('task')}>{t('crisis.giveTask')}</Button>
          <Button onClick={() => setOpen('numbers')}>{t('crisis.linkCases')}</Button>
          <Button onClick={() => setOpen('close')}>{t('crisis.close')}</Button>
        </>
      )}
      {open === 'note' && <NoteModal crisisId={row.id} onClose={close} />}
      {open === 'task' && <TaskModal crisisId={row.id} onClose={close} />}
      {open === 'numbers' && <NumbersModal crisisId={row.id} onClose={close} />}
      {open === 'close' && (
        <ReasonModal
          open
          title={t('crisis.close')}
          okText={t('crisis.close')}
          consequence={t('crisis.closeHint')}
          onConfirm={(review) => act('closure', { review })}
          onClose={close}
        />
      )}
    </>
  )
}

function Cases({ row }: { row: CrisisDetail }) {
  const { t } = useTranslation('warning')
  return (
    <section className="card warning-part" aria-labelledby="crisis-cases">
      <h2 id="crisis-cases">{t('crisis.cases', { count: row.cases })}</h2>
      <p className="meta">{t('crisis.casesHint')}</p>
      <ul className="warning-list">
        {row.caseRows.map(({ id, number, subject }) => (
          <li key={id} className="warning-line">
            <Link to={`/cases/${id}`}>{number}</Link>
            <span>{subject}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Timeline({ row }: { row: CrisisDetail }) {
  const { t } = useTranslation('warning')
  return (
    <section className="card warning-part" aria-labelledby="crisis-timeline">
      <h2 id="crisis-timeline">{t('crisis.timeline')}</h2>
      <ol className="warning-list">
        {row.timeline.toReversed().map(({ no, kind, at, by, facts, note }) => (
          <li key={no}>
            <span className="warning-line">
              <span>
                {t(`crisis.event.${kind}`)}
                {typeof facts.no === 'number' && ` #${facts.no}`}
                {typeof facts.desk === 'string' && ` · ${t(`crisis.desk.${facts.desk}`)}`}
                {typeof facts.count === 'number' && ` · ${facts.count}`}
              </span>
              <span className="meta">
                {by?.name} <Instant at={at} />
              </span>
            </span>
            {note && <div>{note}</div>}
          </li>
        ))}
      </ol>
    </section>
  )
}
