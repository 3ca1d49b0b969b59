import type { CardFigures, DashboardCard, Measured } from '@zhiwei/contract'
import { seesAll } from '../../cases/index.ts'
import { dayOf } from '../../platform/days.ts'
import { expectedAfter } from '../../warning/index.ts'
import { cutRows } from '../measures/answer.ts'
import { bucketOf, periodBefore, stepsOf, untilNow } from '../measures/period.ts'
import type { TimeCut } from '../measures/time-cuts.ts'
import { type CardAsked, type Filter, isCount, underFilter } from './asked.ts'
import { controlOf } from './control.ts'
import { filledOf } from './steps.ts'

type OverTime = Pick<CardFigures, 'measured' | 'before' | 'expected' | 'control'>

/** 趋势 and 控制图: a row for every step of the period; a trend of counts beside the period before and what is expected, a control chart with its limits. */
export async function overTime(asked: CardAsked, card: DashboardCard, by: TimeCut, filter: Filter, measured: Measured): Promise<OverTime> {
  const { tx, period, zone, now } = asked
  const rows = filledOf(measured.rows, stepsOf(period, by, zone, now), isCount(card))
  const filled = { measured: { ...measured, rows }, before: [], expected: [], control: null }
  if (card.kind === 'control') return { ...filled, control: controlOf(card.measure, rows, wholeSteps(asked, by)) }
  if (!isCount(card)) return filled
  const earlier = periodBefore(period, zone)
  const found = await cutRows(tx, underFilter({ ...asked, period: earlier }, filter), [card.measure], by)
  const before = filledOf(found.get(card.measure) ?? [], stepsOf(earlier, by, zone, now), true)
  return { ...filled, before, expected: await expectedOf(asked, card, by, filter) }
}

/** A step the period holds from its beginning to its end; of another a count would say too little. */
function wholeSteps({ period, zone, now }: CardAsked, by: TimeCut) {
  const passed = untilNow(period, now)
  const ever = { from: new Date(0), to: new Date(now.getTime() + 400 * 86_400_000) }
  return (key: string) => {
    const whole = bucketOf(key, by, ever, zone)
    return whole.from >= passed.from && whole.to <= passed.to
  }
}

/** The night's forecast, where it is of the same complaints and the person may see it: those of all, or of one category of the first level. */
async function expectedOf({ tx, actor, period, zone, now }: CardAsked, card: DashboardCard, by: TimeCut, filter: Filter) {
  const reachesToday = dayOf(new Date(period.to.getTime() - 1), zone) >= dayOf(now, zone)
  if (card.measure !== 'complaints' || by !== 'day' || !reachesToday) return []
  if (!seesAll(actor) || !actor.permissions.has('warnings:read')) return []
  const { category, ...others } = filter
  if (Object.values(others).some((value) => value !== undefined)) return []
  const scope = category === undefined ? ({ scope: 'all', key: '' } as const) : ({ scope: 'category', key: category } as const)
  return expectedAfter(tx, actor.tenantId, scope, dayOf(now, zone))
}
