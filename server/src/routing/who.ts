import type { Act } from '../cases/index.ts'
import { invalidInput } from '../platform/errors.ts'

/**
 * Work goes to active units only (承办单位).
 * @param units where each stands in the input, and its id
 * @throws INPUT_INVALID
 */
export async function requireUnits({ tx, actor }: Act, units: [pointer: string, unitId: string][]) {
  const active = await tx
    .selectFrom('unit')
    .select('id')
    .where('tenant_id', '=', actor.tenantId)
    .where('active', '=', true)
    .where(
      'id',
      'in',
      units.map(([, unitId]) => unitId),
    )
    .execute()
  const known = new Set(active.map((unit) => unit.id))
  const missing = units.find(([, unitId]) => !known.has(unitId))
  if (missing) throw invalidInput(missing[0], '没有这个部门，或已停用；请另选')
}

/**
 * The handler (承办人) is an active person of the unit.
 * @throws INPUT_INVALID
 */
export async function requireHandler({ tx, actor }: Act, handlerId: string, unitId: string) {
  const person = await tx
    .selectFrom('user_account')
    .select('unit_id')
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', handlerId)
    .where('active', '=', true)
    .executeTakeFirst()
  if (person?.unit_id !== unitId) throw invalidInput('#/handlerId', '承办人须是该部门的在职人员')
}
