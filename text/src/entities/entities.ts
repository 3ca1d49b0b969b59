import type { Entity } from '../analysis.ts'
import { sorted } from '../reasons.ts'
import { amountsOf } from '../signals/amounts.ts'
import { fold } from '../signals/fold.ts'
import { numbersOf } from '../signals/numbers.ts'
import { timesOf } from '../signals/times.ts'
import { datesIn } from './dates.ts'
import { type CompiledNames, namesIn } from './lists.ts'
import { orderNumbersIn } from './order-numbers.ts'

/** A text shows this many. */
const most = 100

/**
 * 实体: order and meter numbers, dates, amounts, and the names of a tenant's lists, by place, none within another. Linear; never throws.
 * @param names compiled once by `compileNames`
 * @param now what 昨天 and 上周三 count from; days are China's (UTC+8). Without it such dates carry no value
 */
export function entitiesOf(text: string, names?: CompiledNames, now?: Date): Entity[] {
  const folded = fold(text)
  if (folded.length === 0) return []
  const numbers = numbersOf(folded)
  const found = datesIn(text, folded, timesOf(folded), now)
  if (numbers.length > 0) found.unshift(...orderNumbersIn(text))
  for (const { start, end, amountFen, currency, bare } of amountsOf(folded)) {
    if (bare) continue
    const span = [folded.at[start] as number, (folded.at[end - 1] as number) + 1] as const
    found.push(currency === 'CNY' ? { kind: 'amount', span, amountFen } : { kind: 'amount', span, amountFen, value: currency })
  }
  if (names) for (const name of namesIn(folded, names)) found.push(name)
  if (found.length < 2) return found
  const kept = apart(found)
  return kept.length > most ? kept.slice(0, most) : kept
}

/** By place; where two overlap the longer one stays. */
function apart(found: Entity[]): Entity[] {
  sorted(found, (a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1])
  const kept: Entity[] = []
  for (const entity of found) {
    const last = kept.at(-1)
    if (!last || entity.span[0] >= last.span[1]) kept.push(entity)
    else if (entity.span[1] - entity.span[0] > last.span[1] - last.span[0]) kept[kept.length - 1] = entity
  }
  return kept
}
