import type { ActionDetail, ActionEffect } from '@zhiwei/contract'
import { Alert, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { numberText, ratioText } from '../platform/index.ts'
import { ProblemNotice } from '../ui/index.ts'
import { VerdictTag } from './marks.tsx'
import { useEffectOf } from './queries.ts'

const two = (value: number) => value.toFixed(2)

/** 效果: what was counted before and after, the ratio with its interval, and what it says. */
export function EffectPart({ action }: { action: ActionDetail }) {
  const { t } = useTranslation('improvement')
  const effect = useEffectOf(action.id)
  return (
    <section className="card improvement-part" aria-labelledby="effect">
      <h2 id="effect">{t('effect.title')}</h2>
      {effect.isPending && <Skeleton active title={false} />}
      {effect.isError && <ProblemNotice problem={effect.error} onRetry={effect.refetch} />}
      {effect.data &&
        (effect.data.why === 'noCriterion' ? <p className="meta">{t('why.noCriterion')}</p> : <Counted effect={effect.data} />)}
    </section>
  )
}

function Counted({ effect }: { effect: ActionEffect }) {
  const { t } = useTranslation('improvement')
  const { before, after, interval, rateRatio, wantedRatio, verdict, why, until, p } = effect
  const exposure = (value: number) => t(`effect.${effect.unit}`, { count: value, shown: numberText(value) })
  const side = (name: 'before' | 'after', counted: ActionEffect['before']) => (
    <div className="effect-side">
      <span className="meta">{t(`effect.${name}`)}</span>
      <b>{t('effect.complaints', { count: counted.count })}</b>
      <span>{counted.from ? exposure(counted.exposure) : t('effect.notYet')}</span>
      {counted.from && (
        <span className="meta">
          {counted.from} – {counted.to}
        </span>
      )}
      {counted.undetermined > 0 && <span className="meta">{t('effect.undetermined', { count: counted.undetermined })}</span>}
    </div>
  )
  return (
    <>
      <p className="effect-verdict">
        <VerdictTag verdict={verdict} />
        {why && <span>{t(`why.${why}`, { day: until ?? '' })}</span>}
      </p>
      <div className="effect-sides">
        {side('before', before)}
        {side('after', after)}
        <div className="effect-side">
          <span className="meta">{t('effect.ratio')}</span>
          <b>{rateRatio === null ? '—' : two(rateRatio)}</b>
          {interval && (
            <span>{t('effect.interval', { low: two(interval.low), high: interval.high === null ? '∞' : two(interval.high) })}</span>
          )}
          {wantedRatio !== null && (
            <span className="meta">{t('effect.wanted', { ratio: two(wantedRatio), less: ratioText(1 - wantedRatio) })}</span>
          )}
          {p !== null && <span className="meta">p = {p < 0.001 ? '<0.001' : p.toFixed(3)}</span>}
        </div>
      </div>
      {interval && <RatioPicture effect={effect} />}
      {why === 'causesUnknown' && <Alert type="info" showIcon title={t('effect.causesUnknown', { count: after.undetermined })} />}
    </>
  )
}

/** The interval on a scale from none to twice as many: 1 is no change. */
function RatioPicture({ effect: { rateRatio, interval, wantedRatio } }: { effect: ActionEffect }) {
  const { t } = useTranslation('improvement')
  if (!interval) return null
  const width = 320
  const x = (ratio: number) => 8 + (Math.min(2, ratio) / 2) * (width - 16)
  const label = t('effect.picture', {
    low: two(interval.low),
    high: interval.high === null ? '∞' : two(interval.high),
    wanted: two(wantedRatio ?? 0),
  })
  return (
    <svg className="ratio-picture" viewBox={`0 0 ${width} 48`} role="img" aria-label={label}>
      <line x1={x(0)} x2={x(2)} y1={24} y2={24} className="ratio-axis" />
      {[0, 0.5, 1, 1.5, 2].map((mark) => (
        <text key={mark} x={x(mark)} y={44} textAnchor="middle">
          {mark === 2 ? '≥2' : mark}
        </text>
      ))}
      <line x1={x(1)} x2={x(1)} y1={6} y2={32} className="ratio-one" />
      {wantedRatio !== null && <line x1={x(wantedRatio)} x2={x(wantedRatio)} y1={6} y2={32} className="ratio-wanted" />}
      <line x1={x(interval.low)} x2={x(interval.high ?? 2)} y1={18} y2={18} className="ratio-interval" />
      {rateRatio !== null && <circle cx={x(rateRatio)} cy={18} r={5} className="ratio-point" />}
    </svg>
  )
}
