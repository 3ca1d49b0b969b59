import type { WarningLevel, WarningRuleDefinition } from '@zhiwei/contract'
import type { Tx } from '../../platform/database.ts'
import { addEvents } from './events.ts'
import type { Judged, Open, Raise } from './raise.ts'
import { levelOf, peaksOf, rankOf } from './rules.ts'

/** A repeat is written down at most so often; it is counted always. */
const repeatToldMs = 24 * 3_600_000

export const earlier = (one: Date, other: Date) => new Date(Math.min(one.getTime(), other.getTime()))

export const dueAfter = (now: Date, rules: WarningRuleDefinition, level: WarningLevel) =>
  new Date(now.getTime() + rules.acknowledgeWithinMinutes[level] * 60_000)

export const caseCountOf = ({ facts, caseIds }: Raise, kept: number) =>
  Math.max(typeof facts.cases === 'number' ? facts.cases : 0, new Set(caseIds).size, kept)

/** Counts a repeat on the open warning: its level may rise and never falls. @returns the level it has now */
export async function repeat(tx: Tx, tenantId: string, before: Open, raise: Judged, now: Date): Promise<number> {
  const level = Math.max(before.level, rankOf(raise.level))
  const isHigher = level > before.level
  const isSnoozed = before.snoozed_until !== null && before.snoozed_until > now
  const due = dueAfter(now, raise.rules, levelOf(level))
  const calledLevel = Math.max(before.called_level, raise.rules.calls[levelOf(level)])
  // Who has not taken it yet gives way to whom the higher level calls.
  const passesOn = isHigher && !isSnoozed && before.acknowledged_at === null && calledLevel > before.called_level
  // Merged ones keep their own words and facts.
  const isOwn = before.kind === raise.kind && before.key === raise.key
  await tx
    .updateTable('warning')
    .set({
      level,
      ...(isOwn && {
        subject: raise.subject.slice(0, 200),
        facts: JSON.stringify({ ...before.facts, ...raise.facts }),
        peaks: JSON.stringify(peaksOf(before.peaks, raise.facts)),
      }),
      case_count: caseCountOf(raise, before.case_count),
      unit_id: before.unit_id ?? raise.unitId ?? null,
      first_seen_at: earlier(before.first_seen_at, raise.firstSeenAt),
      last_at: now,
      repeats: before.repeats + 1,
      ...(isHigher && {
        called_level: calledLevel,
        ...(passesOn && { owner_id: null }),
        ...(before.acknowledge_due_at && due < before.acknowledge_due_at && { acknowledge_due_at: due }),
        ...(!isSnoozed && { tell: before.tell ?? 'higher' }),
      }),
    })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', before.id)
    .execute()
  if (isHigher)
    await addEvents(tx, tenantId, [
      {
        warningId: before.id,
        kind: 'levelRaised',
        at: now,
        facts: {
          ...raise.facts,
          from: levelOf(before.level),
          level: levelOf(level),
          ...(passesOn && before.owner_id && { fromId: before.owner_id }),
        },
      },
    ])
  else if (now.getTime() - before.last_at.getTime() >= repeatToldMs)
    await addEvents(tx, tenantId, [
      { warningId: before.id, kind: 'repeated', at: now, facts: { ...raise.facts, repeats: before.repeats + 1 } },
    ])
  return level
}
