import type { ProcessStep } from '@zhiwei/contract'
import type { Selectable } from 'kysely'
import type { Tables, Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { keepAdherenceOf, limitsOf, startingProcess } from '../../sla/index.ts'

// 处理流程 of the demo company: what it had before, what it will have, and what somebody is writing. The one in force is as shipped, with a
// limit on the units' own time.

const dayMs = 86_400_000
/** Cases counted at once. */
const batch = 500

const { steps: shipped = [], limits, followUp } = startingProcess
type Changes = Partial<Record<ProcessStep['act'], Partial<ProcessStep>>>
const withChanges = (steps: readonly ProcessStep[], changes: Changes) => steps.map((step) => ({ ...step, ...changes[step.act] }))

/** 部门处理时限: a unit hands back within two of its working days. */
const inForce = withChanges(shipped, { returns: { limit: { amount: 2, unit: 'workingDay', from: 'dispatch', watched: true } } })
const changed = (changes: Changes) => withChanges(inForce, changes)
const definitionOf = (steps: readonly ProcessStep[]) => JSON.stringify({ limits: limitsOf(steps, limits), steps, followUp })

/** Before everything, so that no case of the demo is bound to it. */
const former = withChanges(
  shipped.filter(({ act }) => act !== 'messages' && act !== 'reviews'),
  { answers: { limit: { amount: 5, unit: 'calendarDay', from: 'acceptance', watched: true } } },
)

const ofDelivery = changed({
  messages: { limit: { amount: 4, unit: 'workingHour', from: 'acceptance', watched: true }, guidance: '先致歉，告知客户货物现在在哪里。' },
  dispatches: { fields: ['instructions', 'product'] },
  answers: { limit: { amount: 2, unit: 'workingDay', from: 'acceptance', watched: true } },
})
const ofQuality = changed({
  acceptance: { fields: ['product', 'severity'], guidance: '问清型号、购买时间和故障表现；涉及人身安全的立即报告班长。' },
  closure: { fields: ['rootCause'] },
})

/** The process the company works by: of the one it was given with its first limits. */
export const writeProcessInForce = (tx: Tx, tenantId: string): Promise<Selectable<Tables['process_version']>> =>
  tx
    .updateTable('process_version')
    .set({ definition: definitionOf(inForce) })
    .where('tenant_id', '=', tenantId)
    .returningAll()
    .executeTakeFirstOrThrow()

/** @param begun when the company began to work with the product */
export async function writeProcesses(tx: Tx, tenantId: string, begun: Date, now: Date, byId: string | null) {
  const version = (title: string, category: string | null, written: readonly ProcessStep[], from: Date, isDraft = false) => ({
    tenant_id: tenantId,
    id: newId(),
    category,
    effective_from: from,
    definition: definitionOf(written),
    state: isDraft ? ('draft' as const) : ('published' as const),
    title,
    made_at: from,
    made_by: byId,
    ...(!isDraft && { published_at: begun, published_by: byId }),
  })
  await tx
    .insertInto('process_version')
    .values([
      version('投诉处理流程（旧版）', null, former, new Date(begun.getTime() - 300 * dayMs)),
      version('产品质量投诉流程', 'quality', ofQuality, new Date(now.getTime() + 10 * dayMs)),
      version('交付物流投诉流程', 'delivery', ofDelivery, new Date(now.getTime() - 2 * dayMs), true),
    ])
    .execute()
}

/** 流程符合度 of every cycle of every case, as the reaction to its events would have counted it at the end. */
export async function writeAdherence(tx: Tx, tenantId: string, now: Date) {
  const cases = await tx
    .selectFrom('complaint_case')
    .select(['id', 'cycle'])
    .where('tenant_id', '=', tenantId)
    .where('accepted_at', 'is not', null)
    .execute()
  for (let before = 0, rows = cases; rows.length > 0; before += 1, rows = rows.filter(({ cycle }) => cycle > before)) {
    for (let at = 0; at < rows.length; at += batch) {
      const ids = rows.slice(at, at + batch).map(({ id }) => id)
      await keepAdherenceOf(tx, tenantId, ids, now, before)
    }
  }
}
