import type { Finding } from '@zhiwei/contract'
import { sql } from 'kysely'
import { invalidInput } from '../platform/errors.ts'
import type { Act } from './act.ts'
import type { Case } from './lifecycle.ts'

// 认定: what was found of a cycle and stands binds the acts that come after it. Source: docs/rules/finding.md

export const findingWords: Record<Finding, string> = {
  substantiated: '属实',
  partly: '部分属实',
  unsubstantiated: '不属实',
  unverifiable: '无法核实',
}

/** The finding made on this cycle that no second review has replaced; null where none was made. */
export async function standingFindingOf({ tx, actor }: Pick<Act, 'tx' | 'actor'>, { id, cycle }: Pick<Case, 'id' | 'cycle'>) {
  const { rows } = await sql<{ finding: Finding }>`
    select finding from finding where tenant_id = ${actor.tenantId} and case_id = ${id} and cycle = ${cycle} and stands`.execute(tx)
  return rows[0]?.finding ?? null
}

/** A return or an answer says what was found, or nothing of it: only a second review finds otherwise. @throws INPUT_INVALID */
export async function requireAsFound(
  act: Pick<Act, 'tx' | 'actor'>,
  complaintCase: Pick<Case, 'id' | 'cycle'>,
  finding: Finding | undefined,
) {
  if (finding === undefined) return
  const stands = await standingFindingOf(act, complaintCase)
  if (stands !== null && stands !== finding) throw invalidInput('#/finding', `已认定为${findingWords[stands]}；不同意请申诉，由另一人复核`)
}
