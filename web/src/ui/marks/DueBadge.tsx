import { useTranslation } from 'react-i18next'
import { minutesUntil } from '../../platform/format.ts'
import { useFormat, useNow } from '../../platform/use-format.ts'

type Props = {
  dueAt: string | null
  /** When the clock began; with it the bar shows how much is used up. */
  startedAt?: string | null
  /** The clock stands still (挂起). */
  paused?: boolean
}

/** Under this share of the limit left, or this many minutes when the start is unknown, a clock counts as soon due. */
const soonRatio = 0.25
const soonMinutes = 240

/** 时限: `剩 2 小时 10 分` or `超时 35 分`, with a bar of the time used. */
export function DueBadge({ dueAt, startedAt, paused = false }: Props) {
  const { t } = useTranslation('ui')
  const format = useFormat()
  const now = useNow()
  if (paused) return <span className="due due-paused">{t('due.paused')}</span>
  if (!dueAt) return <span className="due due-none">{t('due.none')}</span>

  const usedRatio = startedAt ? usedRatioOf(startedAt, dueAt, now) : undefined
  return (
    <span className={`due due-${urgencyOf(minutesUntil(dueAt, now), usedRatio)}`} title={format.fullInstant(dueAt)}>
      <span className="figures">{format.due(dueAt, now)}</span>
      {usedRatio !== undefined && (
        <span className="due-bar" aria-hidden="true">
          <span style={{ width: `${Math.round(usedRatio * 100)}%` }} />
        </span>
      )}
    </span>
  )
}

function usedRatioOf(startedAt: string, dueAt: string, now: Date) {
  const [start, end] = [new Date(startedAt).getTime(), new Date(dueAt).getTime()]
  return end <= start ? 1 : Math.min(Math.max((now.getTime() - start) / (end - start), 0), 1)
}

function urgencyOf(minutesLeft: number, usedRatio: number | undefined) {
  if (minutesLeft < 0) return 'late'
  const isSoon = usedRatio === undefined ? minutesLeft < soonMinutes : 1 - usedRatio < soonRatio
  return isSoon ? 'soon' : 'calm'
}
