import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { EmptyState, Instant, Pager, ProblemNotice, StatusTag, TableBones } from '../ui/index.ts'
import { useAdherenceCases } from './queries.ts'

const deviations = ['skipped', 'late', 'outOfOrder', 'byOthers', 'overrides'] as const

/** The cases behind a number of the table, newest first. */
export function AdherenceCaseList({ title, query }: { title: string; query: Record<string, string> }) {
  const { t } = useTranslation('processes')
  const asked = JSON.stringify(query)
  const [page, setPage] = useState<{ asked: string; cursor?: string | undefined }>({ asked })
  const cursor = page.asked === asked ? page.cursor : undefined
  const cases = useAdherenceCases({ ...query, ...(cursor && { cursor }) })
  const head = useRef<HTMLHeadingElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another number was opened
  useEffect(() => head.current?.focus(), [asked])
  return (
    <section className="adherence-cases card">
      <h2 ref={head} tabIndex={-1}>
        {title}
      </h2>
      {cases.isPending && <TableBones />}
      {cases.isError && <ProblemNotice problem={cases.error} onRetry={cases.refetch} />}
      {cases.data?.rows.length === 0 && <EmptyState title={t('adherence.empty')} />}
      {cases.data && cases.data.rows.length > 0 && (
        <>
          <ul>
            {cases.data.rows.map((row) => (
              <li key={`${row.caseId} ${row.cycle}`}>
                <Link to={`/cases/${row.caseId}`}>{row.number}</Link>
                <span>{row.subject}</span>
                <StatusTag status={row.status} />
                <span className="meta">
                  {deviations
                    .filter((what) => row[what] > 0)
                    .map((what) => t('adherence.count', { what: t(`adherence.${what}`), count: row[what] }))
                    .join(' · ')}
                </span>
                <Instant at={row.beganAt} />
              </li>
            ))}
          </ul>
          <Pager
            cursor={cursor}
            nextCursor={cases.data.nextCursor}
            total={cases.data.total}
            onChange={(next) => setPage({ asked, cursor: next })}
          />
        </>
      )}
    </section>
  )
}
