import type { MeasureFigure, ReportLanguage } from '@zhiwei/contract'
import type { Definition } from '../facts/types.ts'

type Unit = Definition['unit']

const grouped = (value: number, fewest: number, most: number) =>
  value.toLocaleString('en-US', { minimumFractionDigits: fewest, maximumFractionDigits: most })

/** `2 天 3 小时`: the two largest units. */
function durationText(given: number, language: ReportLanguage): string {
  const minutes = Math.round(given)
  const [days, hours, rest] = [Math.floor(minutes / 1_440), Math.floor((minutes % 1_440) / 60), minutes % 60]
  const zh = language === 'zh-CN'
  const day = zh ? `${days} 天` : `${days} d`
  const hour = zh ? `${hours} 小时` : `${hours} h`
  if (days > 0) return hours > 0 ? `${day} ${hour}` : day
  if (hours > 0) return rest > 0 ? `${hour} ${zh ? `${rest} 分` : `${rest} min`}` : hour
  return zh ? `${rest} 分钟` : `${rest} min`
}

/** 数值: as the page of measures writes it. */
export function valueText(value: number, unit: Unit, language: ReportLanguage): string {
  if (unit === 'share') return `${grouped(value * 100, 1, 1)}%`
  if (unit === 'minutes') return durationText(value, language)
  if (unit === 'count') return grouped(value, 0, 0)
  if ((unit as string).toLowerCase().includes('fen')) return `${value < 0 ? '-' : ''}¥${grouped(Math.abs(value) / 100, 2, 2)}`
  return grouped(value, 0, 2)
}

/** `11.2%–13.7%`; null where there is none. */
export const intervalText = ({ interval }: MeasureFigure, unit: Unit, language: ReportLanguage) =>
  interval && `${valueText(interval.low, unit, language)}–${valueText(interval.high, unit, language)}`

/** What these measures are parts of is money in 分. */
const ofMoney: ReadonlySet<string> = new Set(['compensationRatio'])

/** `36/412`, `¥2,335.00/¥19,274.00`, or of how many. */
export const ofText = ({ numerator, denominator }: MeasureFigure, name: string) =>
  [numerator, denominator]
    .flatMap((count) => (count === null ? [] : [ofMoney.has(name) ? `¥${grouped(count / 100, 2, 2)}` : grouped(count, 0, 2)]))
    .join('/')
