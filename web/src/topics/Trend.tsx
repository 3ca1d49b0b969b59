import { useTranslation } from 'react-i18next'

const height = 28
const barWidth = 5

/** A small picture of the last 30 days, today at the right, contacts upon complaints; its numbers are read out instead of it. */
export function Trend({ cases, contacts }: { cases: number[]; contacts: number[] }) {
  const { t } = useTranslation('topics')
  const counts = cases.map((count, at) => count + (contacts[at] ?? 0))
  const most = Math.max(1, ...counts)
  const ofContacts = contacts.reduce((sum, count) => sum + count, 0)
  const whole = t('trend', {
    total: counts.reduce((sum, count) => sum + count, 0),
    most: Math.max(0, ...counts),
    today: counts.at(-1) ?? 0,
  })
  const label = ofContacts > 0 ? `${whole} · ${t('trendContacts', { contacts: ofContacts })}` : whole
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
        const upper = count ? (bar * (contacts[at] ?? 0)) / count : 0
        const place = { x: at * barWidth, width: barWidth - 1 }
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a day is its place
          <g key={at}>
            <rect
              {...place}
              y={height - bar + upper}
              height={bar - upper}
              className={count ? (at >= counts.length - 7 ? 'is-new' : 'is-old') : 'is-none'}
            />
            {upper > 0 && <rect {...place} y={height - bar} height={upper} className="is-contact" />}
          </g>
        )
      })}
    </svg>
  )
}
