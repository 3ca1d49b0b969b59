import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { z } from 'zod'
import { useRowCursor, useUrlState } from '../platform/index.ts'
import { EmptyState, Instant, Page, Pager, ProblemNotice, TableBones } from '../ui/index.ts'
import { useOwnScore, useParts } from './queries.ts'
import { ScoreFacts } from './ScoreFacts.tsx'
import './partners.css'

const Place = z.object({ open: z.enum(['true', 'false']).optional(), cursor: z.string().optional() })

/** 8D 协同, as a partner firm sees it: what it is asked to answer, and its own score. */
export function PartsPage() {
  const { t } = useTranslation('partners')
  const [{ open = 'true', cursor }, setPlace] = useUrlState(Place)
  const parts = useParts({ open, cursor })
  const score = useOwnScore()
  const navigate = useNavigate()
  const rows = parts.data?.rows ?? []
  const { rowProps } = useRowCursor(rows, { open: ({ id }) => void navigate(`/partner-parts/${id}`) })
  return (
    <Page
      title={t('parts.title')}
      extra={
        <Segmented
          value={open}
          aria-label={t('parts.filter')}
          onChange={(next) => setPlace({ open: next })}
          options={(['true', 'false'] as const).map((value) => ({ value, label: t(`parts.open.${value}`) }))}
        />
      }
    >
      {score.data && score.data.score !== null && (
        <section className="card part-card" aria-labelledby="score">
          <h2 id="score">{t('score.own')}</h2>
          <ScoreFacts score={score.data} />
        </section>
      )}
      {parts.isPending && <TableBones />}
      {parts.isError && <ProblemNotice problem={parts.error} onRetry={parts.refetch} />}
      {parts.data && rows.length === 0 && <EmptyState title={t('parts.empty')} detail={t('parts.emptyDetail')} />}
      {rows.length > 0 && parts.data && (
        <>
          <ol className="card choice-list">
            {rows.map((part, index) => (
              <li key={part.id} {...rowProps(index)}>
                <Link to={`/partner-parts/${part.id}`} className="choice-line">
                  <b>{part.title}</b>
                  <span className="meta">
                    {t('parts.acceptedOf', part.asks)}
                    {part.dueOn && (
                      <span className={part.overdue ? 'is-late' : ''}>
                        {' · '}
                        {t(part.overdue ? 'overdueSince' : 'dueOn', { day: part.dueOn })}
                      </span>
                    )}
                    {' · '}
                    {t('askedBy', { name: part.by?.name ?? '' })} <Instant at={part.at} />
                  </span>
                </Link>
              </li>
            ))}
          </ol>
          <Pager
            cursor={cursor}
            nextCursor={parts.data.nextCursor}
            total={parts.data.total}
            onChange={(next) => setPlace({ open, cursor: next })}
          />
        </>
      )}
    </Page>
  )
}
