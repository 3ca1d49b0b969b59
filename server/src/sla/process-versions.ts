import type { Selectable } from 'kysely'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { startingFollowUp, startingSteps } from './processes/starting-steps.ts'
import type { ProcessDefinition } from './rules.ts'
import type { ProcessVersionTable } from './tables.ts'

export type ProcessVersion = Selectable<ProcessVersionTable>

/** 公司默认时限: the company's own duties until an administrator sets others. Source: docs/rules/clocks.md */
export const startingProcess: ProcessDefinition = {
  limits: [
    { regime: 'company', step: 'acceptance', amount: 24, unit: 'calendarHour' },
    { regime: 'company', step: 'firstContact', amount: 24, unit: 'calendarHour' },
    { regime: 'company', step: 'answer', amount: 3, unit: 'calendarDay' },
  ],
  steps: startingSteps,
  followUp: startingFollowUp,
}
const startingTitle = '投诉处理流程'

/** Gives a tenant its first process version, when it has none. */
export async function seedProcess(tx: Tx, tenantId: string, now: Date) {
  if ((await processVersionsOf(tx, tenantId)).length > 0) return
  const row = { tenant_id: tenantId, id: newId(), category: null, effective_from: now, definition: JSON.stringify(startingProcess) }
  await tx
    .insertInto('process_version')
    .values({ ...row, title: startingTitle, made_at: now, published_at: now })
    .execute()
}

/** Published ones, latest first; drafts bind nobody. */
export const processVersionsOf = (tx: Tx, tenantId: string): Promise<ProcessVersion[]> =>
  tx
    .selectFrom('process_version')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'published')
    .orderBy('effective_from', 'desc')
    .execute()

/** The version a case accepted now is bound to. */
export const processInForce = async (tx: Tx, tenantId: string, category: string | null, at: Date): Promise<string | null> =>
  versionInForce(await processVersionsOf(tx, tenantId), category, at)?.id ?? null

/**
 * The version in force: the category's own, else that of the one above it, else the general one; of each the latest that had begun,
 * and none when that was ended (停用).
 * Nothing in force that early: the first there ever was.
 * @param versions latest first
 */
export function versionInForce(versions: ProcessVersion[], category: string | null, at: Date): ProcessVersion | undefined {
  const begun = versions.filter((version) => version.effective_from <= at)
  for (let code: string | null = category; code; code = code.includes('.') ? code.slice(0, code.lastIndexOf('.')) : null) {
    const own = begun.find((version) => version.category === code)
    if (own && (own.ended_at === null || own.ended_at > at)) return own
  }
  return begun.find((version) => version.category === null) ?? versions.findLast((version) => version.category === null)
}
