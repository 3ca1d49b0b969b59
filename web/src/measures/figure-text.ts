import type { MeasureFigure, MeasureUnit } from '@zhiwei/contract'
import { moneyText, numberText, ratioText } from '../platform/format.ts'

type Duration = (minutes: number) => string

/** A value as people read it: `12.4%`, `38 分钟`, `1,284`. */
export function valueText(value: number, unit: MeasureUnit, duration: Duration): string {
  if (unit === 'share') return ratioText(value)
  if (unit === 'minutes') return duration(Math.round(value))
  if (unit === 'hours') return duration(Math.round(value * 60))
  if (unit === 'fen') return moneyText(Math.round(value))
  return numberText(value, unit === 'count' ? 0 : 2)
}

/** The interval beside it: `11.2%–13.7%`; null where there is none. */
export const intervalText = ({ interval }: MeasureFigure, unit: MeasureUnit, duration: Duration) =>
  interval && `${valueText(interval.low, unit, duration)}–${valueText(interval.high, unit, duration)}`

/** Of how many: `36 / 412`; money as money. */
export const ofText = ({ numerator, denominator }: MeasureFigure, unit?: MeasureUnit) =>
  [numerator === null || unit !== 'fen' ? numerator : moneyText(numerator), denominator]
    .flatMap((count) => (count === null ? [] : [typeof count === 'string' ? count : numberText(count)]))
    .join(' / ')

export type Change = { text: string; direction: 'up' | 'down' | 'same' }

/** What has changed since an earlier period: in points of a share, in percent of anything else; null where one of the two is not told. */
export function changeOf(now: MeasureFigure, before: MeasureFigure, unit: MeasureUnit): Change | null {
  if (now.value === null || before.value === null) return null
  if (unit !== 'share' && before.value === 0) return null
  const change = unit === 'share' ? (now.value - before.value) * 100 : (now.value / before.value - 1) * 100
  const rounded = Math.round(change * 10) / 10
  const direction = rounded > 0 ? 'up' : rounded < 0 ? 'down' : 'same'
  return {
    text: `${rounded > 0 ? '+' : rounded < 0 ? '−' : ''}${numberText(Math.abs(rounded), 1)}${unit === 'share' ? '' : '%'}`,
    direction,
  }
}

/** Do the two intervals lie apart? Only then is a change more than chance would bring. */
export const isClear = (now: MeasureFigure, before: MeasureFigure) =>
  now.interval !== null && before.interval !== null && (now.interval.low > before.interval.high || now.interval.high < before.interval.low)
