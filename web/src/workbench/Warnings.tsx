import { useQuery } from '@tanstack/react-query'
import type { WarningList, WarningRow } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { api, numberText, useSession } from '../platform/index.ts'
import '../warning/level.css'

const shown = 4
const everyMs = 30_000

/** 预警: my open warnings, the highest first; whoever has none sees what burns in the company. */
export function Warnings() {
  const { t } = useTranslation('workbench')
  const { user, permissions } = useSession()
  const mayRead = permissions.includes('warnings:read')
  const own = useBurning({ ownerId: user.id }, mayRead)
  const all = useBurning({ level: 'red,orange' }, mayRead && own.data?.rows.length === 0)
  const isOwn = (own.data?.rows.length ?? 0) > 0
  const data = isOwn ? own.data : all.data
  if (!data || data.rows.length === 0) return null
  return (
    <>
      <p className="meta risk-part">
        {t(isOwn ? 'warnings.mine' : 'warnings.all')}
        <Link to={isOwn ? '/warnings?ownerId=me#rest' : '/warnings'} className="workbench-all">
          {t('warnings.open', { count: data.total.count })}
        </Link>
      </p>
      <ul className="risks">
        {data.rows.map((row) => (
          <li key={row.id}>
            <Line row={row} />
          </li>
        ))}
      </ul>
    </>
  )
}

const useBurning = (filter: { ownerId?: string; level?: string }, enabled: boolean) =>
  useQuery({
    queryKey: ['warnings', 'workbench', filter],
    queryFn: ({ signal }) =>
      api.get<WarningList>('/warnings', { ...filter, state: 'raised,acknowledged', sort: 'urgent', limit: shown }, signal),
    enabled,
    refetchInterval: everyMs,
  })

function Line({ row: { id, level, kind, subject, facts, cases, state, overdue } }: { row: WarningRow }) {
  const { t } = useTranslation('workbench')
  const { observed, expected, low, high } = facts
  const counted =
    typeof observed === 'number' &&
    typeof expected === 'number' &&
    t(typeof low === 'number' ? 'warnings.countBetween' : 'warnings.count', {
      observed: numberText(observed),
      expected: numberText(expected, 1),
      low: numberText(Number(low), 1),
      high: numberText(Number(high), 1),
    })
  return (
    <Link to={`/warnings/${id}`} className="risk">
      <span className="risk-head">
        <span className={`level level-${level}`}>{t(`warnings.level.${level}`)}</span>
        <span className="meta">{t(`warnings.kind.${kind}`)}</span>
        <span className="meta risk-due">{state === 'raised' && t(overdue ? 'warnings.overdue' : 'warnings.raised')}</span>
      </span>
      <span className="risk-subject">{subject}</span>
      <span className="meta">{counted || (cases > 1 && t('warnings.cases', { count: cases }))}</span>
    </Link>
  )
}
