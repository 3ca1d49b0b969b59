import type { PeakMode } from '@zhiwei/contract'
import { systemActor } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { addMeasure } from '../governance/measures.ts'
import { raiseWarnings } from '../governance/raise.ts'
import { peakNameOf } from './peaks.ts'

/** So soon each line of the plan is due. */
const dueMs = 24 * 3_600_000
const mostLines = 20

/**
 * 启动预案: a mode that begins raises the warning of its peak, the one that foretold it if that is still open, with each line of its plan as a
 * measure: owned by the warning's owner, else by whoever planned the mode. Source: docs/rules/forecast.md
 */
export async function activatePeakMode(tx: Tx, tenantId: string, mode: PeakMode, now: Date) {
  const { id, code, name, startsOn, endsOn, factor, plan, by } = mode
  const raise = async (key: string) => {
    const facts = { from: startsOn, ...(endsOn && { to: endsOn }), ...(factor && { ratio: factor }), days: 0 }
    const subject = `全公司·${name} ${startsOn}`
    return (await raiseWarnings(tx, tenantId, [{ kind: 'peak', key, subject, facts, caseIds: [], unitId: null, firstSeenAt: now }], now))[0]
  }
  // One that was foretold and cleared a short while ago rests; that it has begun is told all the same.
  const raised = (await raise(`all::${peakNameOf(code)}`)) ?? (await raise(`mode:${id}`))
  if (!raised) return
  const ownerId = await activeOwner(tx, tenantId, raised.warningId, by?.id)
  if (!ownerId) return
  const act = { tx, actor: systemActor(tenantId), now }
  const dueAt = new Date(now.getTime() + dueMs).toISOString()
  for (const text of linesOf(plan)) await addMeasure(act, raised.warningId, { text, ownerId, dueAt })
}

const linesOf = (plan: string) =>
  plan
    .split('\n')
    .map((line) =>
      line
        .trim()
        .replace(/^(?:[-*•·]|[(（]?\d{1,2}[)）.、．])\s*/, '')
        .slice(0, 500),
    )
    .filter(Boolean)
    .slice(0, mostLines)

async function activeOwner(tx: Tx, tenantId: string, warningId: string, plannerId: string | undefined) {
  const warning = await tx
    .selectFrom('warning')
    .select('owner_id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', warningId)
    .executeTakeFirst()
  const wanted = [warning?.owner_id, plannerId].filter((one) => typeof one === 'string')
  if (wanted.length === 0) return undefined
  const people = await tx
    .selectFrom('user_account')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', wanted)
    .where('active', '=', true)
    .execute()
  return wanted.find((id) => people.some((person) => person.id === id))
}
