import type { ActionRow } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { VerdictTag } from './marks.tsx'
import { useEffectOf } from './queries.ts'

const two = (value: number) => value.toFixed(2)

/** What the counts say of one action, in a line. */
export function EffectLine({ action }: { action: ActionRow }) {
  const { t } = useTranslation('improvement')
  const { data } = useEffectOf(action.id)
  return (
    <li>
      <Link to={`/actions/${action.id}`}>{action.title}</Link> {data && <VerdictTag verdict={data.verdict} />}
      {data && (
        <p className="meta">
          {t('effect.line', {
            before: data.before.count,
            beforeExposure: data.before.exposure,
            after: data.after.count,
            afterExposure: data.after.exposure,
            ratio: data.rateRatio === null ? '—' : two(data.rateRatio),
            low: data.interval ? two(data.interval.low) : '—',
            high: data.interval?.high == null ? '∞' : two(data.interval.high),
          })}
        </p>
      )}
    </li>
  )
}
