import type { Permission } from '@zhiwei/contract'
import type { Tx } from '../../platform/database.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { permissionsOf } from '../rights.ts'
import { isOfPartner } from '../units/partners.ts'
import { findActivePeople, findRolesOf } from './queries.ts'

/** People one may choose from, as agents or handlers: active, of one unit and with one permission where asked; their permissions for whoever manages users only. */
export async function choosablePeople(
  tx: Tx,
  { tenantId, permissions: own }: Pick<Actor, 'tenantId' | 'permissions'>,
  filter: { permission?: Permission | undefined; unitId?: string | undefined },
) {
  const people = await findActivePeople(tx, tenantId, filter.unitId)
  if (people.length === 0) return []
  const ids = people.map((person) => person.id)
  const roles = Map.groupBy(await findRolesOf(tx, tenantId, ids), (role) => role.user_id)
  return people
    .map((person) => ({ ...person, permissions: [...permissionsOf(roles.get(person.id) ?? [])] }))
    .filter((person) => !filter.permission || person.permissions.includes(filter.permission))
    .map((person) => (own.has('users:manage') ? person : { ...person, permissions: [] }))
}

/** Names of people by id, for what is shown; who is unknown is missing. */
export async function personNamesOf(tx: Tx, tenantId: string, ids: Iterable<string | null>): Promise<Map<string, string>> {
  const wanted = [...new Set([...ids].filter((id) => id !== null))]
  if (wanted.length === 0) return new Map()
  const rows = await tx
    .selectFrom('user_account')
    .select(['id', 'name'])
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', wanted)
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

/**
 * An active person somebody chose, with permissions and unit.
 * @throws NOT_FOUND when there is none of that id
 */
export async function activePerson(tx: Tx, tenantId: string, id: string) {
  const person = await tx
    .selectFrom('user_account')
    .select(['id', 'name', 'unit_id as unitId'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('active', '=', true)
    .executeTakeFirst()
  if (!person) throw new AppError('NOT_FOUND', '没有这名在职人员，请重新选择')
  return { ...person, permissions: permissionsOf(await findRolesOf(tx, tenantId, [id])) }
}

/**
 * A colleague somebody chose: people of partner firms (合作单位) see nothing of what stays in the house and could not answer.
 * @throws NOT_FOUND, INPUT_INVALID
 */
export async function requireColleague(tx: Tx, tenantId: string, id: string, pointer: string) {
  const { unitId } = await activePerson(tx, tenantId, id)
  if (await isOfPartner(tx, tenantId, unitId)) throw invalidInput(pointer, '请选择本企业的同事：合作单位的人看不到这里')
}

/** Active people with their units, rights and roles: whose limit covers what, who may stand in for whom. */
export async function peopleWithRoles(tx: Tx, tenantId: string, id?: string) {
  const people = (await findActivePeople(tx, tenantId)).filter((person) => id === undefined || person.id === id)
  if (people.length === 0) return []
  const ids = people.map((person) => person.id)
  const roles = Map.groupBy(await findRolesOf(tx, tenantId, ids), (role) => role.user_id)
  return people.map((person) => {
    const held = roles.get(person.id) ?? []
    return {
      id: person.id,
      name: person.name,
      unitId: person.unitId,
      permissions: permissionsOf(held),
      roles: held.map((role) => ({ id: role.id, code: role.code, name: role.name, baseFen: role.remedy_limit_fen })),
    }
  })
}
