import type { Severity } from '@zhiwei/contract'
import type { Case } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import { signalsOfCases } from './case-signals.ts'
import { type ProposedPriority, priorityOf } from './priority.ts'
import { schemeInForce } from './priority-schemes.ts'
import { factsAtTheDoor } from './propose.ts'
import { gradesSetByPeople } from './raise.ts'

export type Standing = Pick<Case, 'id' | 'tenant_id' | 'channel' | 'regulator' | 'duplicate_of' | 'severity' | 'stage'>

/**
 * 优先级重新计算: what the priority comes to with what people have said of severity, stage, signals and complaint.
 * @param complaint how probably it is a complaint at all  @param at the scheme in force then counts
 */
export async function priorityNow(tx: Tx, standing: Standing, complaint: number, at: Date): Promise<ProposedPriority> {
  const { id, tenant_id: tenantId, channel, regulator, duplicate_of: repeated, severity, stage } = standing
  const signals = (await signalsOfCases(tx, tenantId, [id])).get(id) ?? []
  const level = (stage ?? 1) as 1 | 2 | 3 | 4 | 5
  const read = { complaint, severity: (severity ?? 'general') as Severity, stage: { level, reasons: [] } }
  const facts = factsAtTheDoor(read, signals, regulator !== null || channel === 'regulator', repeated !== null)
  return priorityOf(facts, await schemeInForce(tx, tenantId, at))
}

/** Its priority weighed anew, where it changes and no person has set it. */
export async function changedPriority(tx: Tx, standing: Standing & Pick<Case, 'priority'>, complaint: number, at: Date) {
  if ((await gradesSetByPeople(tx, standing.tenant_id, standing.id)).has('priority')) return null
  const { proposed } = await priorityNow(tx, standing, complaint, at)
  return proposed === standing.priority ? null : proposed
}
