import { useTranslation } from 'react-i18next'
import { ratioText } from '../platform/index.ts'
import './emotion-curve.css'
import { colon, comma } from '../platform/punctuation.ts'

/** Emotion level 0–4 after a message; `satisfied` 0–1 where it is known. */
export type CurvePoint = { key: string; label: string; level: number; satisfied?: number }

const highest = 4
const y = (share: number) => `${90 - share * 80}%`

/** 情绪曲线: how the customer's emotion went, message by message; the dashed line is how content they likely are. */
export function EmotionCurve({ points, label }: { points: readonly CurvePoint[]; label: string }) {
  const { t } = useTranslation('classification')
  const x = (at: number) => `${points.length > 1 ? 3 + (at * 94) / (points.length - 1) : 50}%`
  const told = points.map((point) => `${point.label} ${t('lab.level', { level: point.level })}`).join(comma())
  const hasSatisfaction = points.some(({ satisfied }) => satisfied !== undefined)
  return (
    <figure className="curve">
      <svg role="img" aria-label={`${label}${colon()}${told}`}>
        {[0, 1, 2, 3, highest].map((level) => (
          <line key={level} className="curve-grid" x1="0" x2="100%" y1={y(level / highest)} y2={y(level / highest)} />
        ))}
        {points.slice(1).map((point, at) => (
          <g key={point.key}>
            <line
              className="curve-satisfied"
              x1={x(at)}
              y1={y(points[at]?.satisfied ?? 0)}
              x2={x(at + 1)}
              y2={y(point.satisfied ?? 0)}
              visibility={hasSatisfaction ? undefined : 'hidden'}
            />
            <line
              className="curve-level"
              x1={x(at)}
              y1={y((points[at]?.level ?? 0) / highest)}
              x2={x(at + 1)}
              y2={y(point.level / highest)}
            />
          </g>
        ))}
        {points.map((point, at) => (
          <circle key={point.key} className="curve-point" cx={x(at)} cy={y(point.level / highest)} r="4">
            <title>
              {[
                point.label,
                t('lab.level', { level: point.level }),
                point.satisfied === undefined ? '' : t('lab.satisfied', { share: ratioText(point.satisfied, 0) }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </title>
          </circle>
        ))}
      </svg>
      <figcaption className="meta" aria-hidden="true">
        <span className="curve-key" data-line="level">
          {t('lab.curveEmotion')}
        </span>
        {hasSatisfaction && (
          <span className="curve-key" data-line="satisfied">
            {t('lab.curveSatisfied')}
          </span>
        )}
      </figcaption>
    </figure>
  )
}
