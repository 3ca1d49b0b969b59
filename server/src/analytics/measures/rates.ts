import type { MeasureFigure } from '@zhiwei/contract'
import { poissonInterval } from '@zhiwei/signals'
import type { Tx } from '../../platform/database.ts'
import { readExposures } from '../exposure/read.ts'
import { moneySetting } from '../money/setting.ts'
import { type MeasureRule, withoutExposure } from './definitions.ts'
import { empty, enoughFrom } from './figure.ts'
import { bucketOf, untilNow } from './period.ts'
import { type Asked, readOnce, type Tally } from './tally.ts'
import { isTime } from './time-cuts.ts'

type Rate = Extract<MeasureRule, { kind: 'rate' }>

/** 万投比: complaints to those who could complain; without their number there is none. */
export async function ratesOf(tx: Tx, asked: Asked, rule: Rate, counted: Tally): Promise<Map<string, MeasureFigure>> {
  const { by, zone, filter = {} } = asked
  const kind = rule.of === 'basis' ? (await readOnce(asked, 'basis', () => moneySetting(tx, asked.tenantId))).basis : rule.of
  const exposures = await readOnce(asked, `exposures ${kind}`, () => readExposures(tx, asked.tenantId, kind, zone))
  const period = untilNow(asked.period, asked.now)
  const exposureOf = (key: string): number | null => {
    if ((by && withoutExposure.includes(by)) || period.from >= period.to) return null
    if (by === 'product' || by === 'region') return key === '' ? null : exposures(period, { ...filter, [by]: key })
    return exposures(isTime(by) ? bucketOf(key, by, period, zone) : period, filter)
  }
  const keys = new Set([...counted.keys(), ...(by === null ? [''] : [])])
  return new Map([...keys].map((key) => [key, rateOf(counted.get(key)?.count ?? 0, exposureOf(key), rule.per)]))
}

export function rateOf(count: number, exposure: number | null, per: number): MeasureFigure {
  if (exposure === null || exposure <= 0) return { ...empty, numerator: count, lacks: 'exposure' }
  const enough = count >= enoughFrom
  const scaled = (value: number) => (value / exposure) * per
  const { low, high } = poissonInterval(count)
  return {
    ...empty,
    numerator: count,
    denominator: Math.round(exposure),
    value: enough ? scaled(count) : null,
    interval: enough ? { low: scaled(low), high: scaled(high) } : null,
    enough,
  }
}
