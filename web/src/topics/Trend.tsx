import { useTranslation } from 'react-i18next'

const height = 28
const barWidth = 5

/** A small picture of the last 30 days, today at the right; its numbers are read out instead of it. */
export function Trend({ counts }: { counts: number[] }) {
  const { t } = useTranslation('topics')
  const most = Math.max(1, ...counts)
  const label = t('trend', {
    total: counts.reduce((sum, count) => sum + count, 0),
    most: Math.max(0, ...counts),
    today: counts.at(-1) ?? 0,
  })
  return (
    <svg
      className="topic-trend"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${counts.length * barWidth} ${height}`}
      preserveAspectRatio="none"
    >
      <title>{label}</title>
      {counts.map((count, at) => {
        const bar = count ? Math.max(2, (count / most) * (height - 2)) : 1
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a day is its place
            key={at}
            x={at * barWidth}
            y={height - bar}
            width={barWidth - 1}
            height={bar}
            className={count ? (at >= counts.length - 7 ? 'is-new' : 'is-old') : 'is-none'}
          />
        )
      })}
    </svg>
  )
}
