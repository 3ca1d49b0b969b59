import type { MeasureFigure } from '@zhiwei/contract'
import { rateRatio } from '@zhiwei/signals'
import { actionsConcluded, actionsDue } from '../../improvement/index.ts'
import type { Tx } from '../../platform/database.ts'
import { beginOf, dayOf } from '../../platform/days.ts'
import { empty, enoughFrom, shareOf } from '../measures/figure.ts'
import { untilNow } from '../measures/period.ts'
import type { Asked } from '../measures/tally.ts'
import type { OwnItem } from './figures.ts'

/** 措施 of the period that the person may see, as 改进 tells them. */
export async function readActions(tx: Tx, asked: Asked) {
  const { actor, zone, now, filter } = asked
  const { from, to } = untilNow(asked.period, now)
  const ofUnit = ({ unitId }: OwnItem) => filter?.unitId === undefined || unitId === filter.unitId
  const due = await actionsDue(tx, actor, dayOf(from, zone), dayOf(to, zone), dayOf(now, zone))
  const concluded = await actionsConcluded(tx, actor, from, to)
  const href = (id: string) => `/actions/${id}`
  const onTime = due.map(
    ({ id, title, unitId, dueOn, inTime }): OwnItem => ({
      ...{ id, title, unitId, href: href(id), counts: inTime, value: null },
      at: beginOf(dueOn, zone).toISOString(),
    }),
  )
  const ended = concluded.map((one): OwnItem => {
    const { id, title, unitId, at, verdict, ratio } = one
    return { id, title, unitId, href: href(id), at: at.toISOString(), counts: verdict === 'worked', value: ratio }
  })
  const judged = concluded.filter(({ counted }) => counted !== null)
  const countedOf = new Map(judged.map((one) => [`${one.id} ${one.at.toISOString()}`, one.counted]))
  const shareOfItems = (items: OwnItem[]) => shareOf(items.filter(({ counts }) => counts).length, items.length)
  const recurrenceOf = (items: OwnItem[]) => recurrence(items.flatMap(({ id, at }) => countedOf.get(`${id} ${at}`) ?? []))
  return {
    actionOnTime: { items: onTime.filter(ofUnit), figureOf: shareOfItems },
    actionEffective: { items: ended.filter(ofUnit), figureOf: shareOfItems },
    recurrence: {
      items: ended.filter((item) => ofUnit(item) && countedOf.has(`${item.id} ${item.at}`)).map((item) => ({ ...item, counts: true })),
      figureOf: recurrenceOf,
    },
  }
}

type Counted = { before: { count: number; exposure: number }; after: { count: number; exposure: number } }

/**
 * 复发比: complaints of the causes after ÷ as many as there would have been at the rates before; of a single action its own rate ratio. Exact
 * interval (conditional binomial), the counts before being as uncertain as those after.
 */
export function recurrence(all: readonly Counted[]): MeasureFigure {
  const known = all.filter(({ before, after }) => before.exposure > 0 && after.exposure > 0)
  const before = known.reduce((sum, one) => sum + one.before.count, 0)
  const after = known.reduce((sum, one) => sum + one.after.count, 0)
  const expected = known.reduce((sum, one) => sum + (one.before.count * one.after.exposure) / one.before.exposure, 0)
  const counts = { ...empty, numerator: after, denominator: Math.round(expected * 100) / 100 }
  if (before < enoughFrom || expected <= 0) return counts
  const { value, low, high } = rateRatio({ count: after, exposure: expected / before }, { count: before, exposure: 1 })
  return { ...counts, value, interval: high === null ? null : { low, high }, enough: value !== null }
}
