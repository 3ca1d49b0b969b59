import { findUnits, pathsUp } from '../identity/index.ts'
import type { Tx } from '../platform/database.ts'
import type { Actor } from '../platform/http.ts'

/** The person's unit and those above it: what is sent to one of them is sent to the person. */
export async function ownUnits(tx: Tx, { tenantId, unitId }: Pick<Actor, 'tenantId' | 'unitId'>): Promise<string[]> {
  return unitId === null ? [] : [...pathsUp(await findUnits(tx, tenantId))(unitId)]
}

/** Active people by the units they belong to, each unit with those of the units below it. */
export async function peopleOfUnits(tx: Tx, tenantId: string): Promise<(unitId: string) => string[]> {
  const pathOf = pathsUp(await findUnits(tx, tenantId))
  const people = await tx
    .selectFrom('user_account')
    .select(['id', 'unit_id'])
    .where('tenant_id', '=', tenantId)
    .where('active', '=', true)
    .where('unit_id', 'is not', null)
    .execute()
  const below = people.map(({ id, unit_id: unitId }) => ({ id, path: pathOf(unitId) }))
  return (unitId) => below.filter(({ path }) => path.includes(unitId)).map(({ id }) => id)
}
