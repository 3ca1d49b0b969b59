import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import type { Actor } from '../platform/http.ts'
import { type Case, isOpen, openStatuses } from './lifecycle.ts'
import { seesAll } from './policy.ts'

// 评分保密: whoever worked on a case does not learn how the customer scored it before the case is over. Source: docs/rules/follow-up.md

/** Events that show a part in the handling. */
const parts = ['case.accepted', 'case.receipted', 'case.returned', 'case.taskDone', 'case.answered']

type CaseOfPeople = Pick<Case, 'id' | 'agent_id' | 'handler_id'>

/** Had this person a part in handling the case: as its agent or handler now, or by an act on its way? */
export async function tookPart(tx: Tx, { tenantId, userId }: Actor, complaintCase: CaseOfPeople): Promise<boolean> {
  if (userId === null) return false
  if (userId === complaintCase.agent_id || userId === complaintCase.handler_id) return true
  const { rows } = await sql`
    select 1 from case_event where tenant_id = ${tenantId} and case_id = ${complaintCase.id} and actor_id = ${userId}
      and kind = any(${parts}) limit 1`.execute(tx)
  return rows.length > 0
}

/** Is the score of this case kept from the person now: by a part in it, or as people of a unit? */
export async function scoresHiddenFrom(tx: Tx, actor: Actor, complaintCase: CaseOfPeople & Pick<Case, 'status'>): Promise<boolean> {
  if (!isOpen(complaintCase.status) || actor.userId === null) return false
  return !seesAll(actor) || tookPart(tx, actor, complaintCase)
}

/** The same for rows of complaint_case under this alias. */
export const scoresHiddenOf = (actor: Actor, alias = 'complaint_case'): RawBuilder<boolean> => {
  if (actor.userId === null) return sql<boolean>`false`
  const of = (column: string) => sql.ref(`${alias}.${column}`)
  const isIn = sql<boolean>`${of('status')} = any(${[...openStatuses]})`
  if (!seesAll(actor)) return isIn
  return sql<boolean>`(${isIn} and (${of('agent_id')} is not distinct from ${actor.userId}::uuid or ${of('handler_id')} is not distinct from ${actor.userId}::uuid
    or exists (select 1 from case_event e where e.tenant_id = ${of('tenant_id')} and e.case_id = ${of('id')} and e.actor_id = ${actor.userId}::uuid
      and e.kind = any(${parts}))))`
}

export const withoutScores = ({ satisfaction: _score, ...facts }: Record<string, unknown>) => facts
