import { useTranslation } from 'react-i18next'
import { useFormat } from '../../platform/index.ts'
import { messagesOf } from '../analysis/judgements.ts'
import { useReading } from '../analysis/reading.ts'
import { useTextWords } from '../analysis/use-words.ts'
import { highestLevel, pointsOf } from './curve.ts'
import { StageHistory } from './StageHistory.tsx'

/** Units of the drawing: its width stretches with the column. */
const width = 1_000
const height = 100
const grid = [0, 1, 2, 3, 4].map((level) => (level / highestLevel) * height)
/** More points than these are too close for a number in each. */
const numberedPoints = 16

/** 情绪曲线 over the customer's messages, with the stages beside it; a point opens its message. */
export function EmotionCurve() {
  const { t } = useTranslation('cases')
  const format = useFormat()
  const words = useTextWords()
  const { analysis, problem, show } = useReading()
  if (!analysis && !problem) return <div className="curve is-coming" />
  if (!analysis || analysis.messages.length === 0) return null
  const points = pointsOf(messagesOf(analysis))
  const line = points.map(({ x, y }) => `${x * width},${y * height}`).join(' ')
  const isDense = points.length > numberedPoints
  return (
    <div className="curve">
      <span className="lane-name">{t('story.curve')}</span>
      <ol className={`curve-plot${isDense ? ' is-dense' : ''}`} aria-label={t('story.curveOf', { count: points.length })}>
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
          {grid.map((y) => (
            <line key={y} x1="0" x2={width} y1={y} y2={y} />
          ))}
          <polyline points={line} />
        </svg>
        {points.map(({ message, x, y }) => {
          const { level } = message.emotion
          const said = t('story.curvePoint', { at: format.instant(message.at), level, word: words.emotionLevel(level) })
          return (
            <li key={message.eventNo} style={{ left: `${x * 100}%`, top: `${y * 100}%` }}>
              <button
                type="button"
                className="curve-point"
                data-level={level}
                aria-label={said}
                title={said}
                onClick={() => show(message.eventNo)}
              >
                <span aria-hidden="true">{isDense ? '' : level}</span>
              </button>
            </li>
          )
        })}
      </ol>
      <StageHistory history={analysis.stage.history} />
    </div>
  )
}
