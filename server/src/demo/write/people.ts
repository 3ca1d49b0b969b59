import type { Permission } from '@zhiwei/contract'
import { systemActor } from '../../cases/index.ts'
import { insertUser } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import { administrator, people, units } from '../company/company.ts'

/** Who plays: ids of units and people by their codes, and each person as an actor. */
export type Cast = Awaited<ReturnType<typeof hire>>

/** Sets up units and people. Nobody gets a password: one comes in as administrator, by membership. */
export async function hire(tx: Tx, tenantId: string, now: Date) {
  const unitIds = await makeUnits(tx, tenantId)
  const roles = await tx.selectFrom('role').selectAll().where('tenant_id', '=', tenantId).execute()
  const actors = new Map<string, Actor & { userId: string }>()
  for (const { username, name, unit, role: code } of [{ ...administrator, unit: 'callCentre', role: 'administrator' }, ...people]) {
    const role = roles.find((one) => one.code === code)
    const unitId = unitIds.get(unit)
    if (!role || !unitId) throw new Error(`${username} has no role ${code} or unit ${unit}`)
    const { id } = await insertUser(tx, tenantId, { username, name, passwordHash: null, unitId, roleIds: [role.id] }, now)
    actors.set(username, {
      tenantId,
      userId: id,
      tokenId: null,
      unitId,
      permissions: new Set(role.permissions as Permission[]),
      remedyLimitFen: role.remedy_limit_fen,
    })
  }
  const actor = (username: string) => found(actors.get(username), username)
  return {
    actor,
    personId: (username: string) => actor(username).userId,
    unitId: (code: string) => found(unitIds.get(code), code),
    /** A channel brings complaints without anybody. */
    nobody: systemActor(tenantId),
  }
}

async function makeUnits(tx: Tx, tenantId: string): Promise<Map<string, string>> {
  const shipped = await tx.selectFrom('unit').select(['id', 'code']).where('tenant_id', '=', tenantId).execute()
  const ids = new Map(shipped.map(({ id, code }) => [code, id]))
  const rows = units.map(({ code, name, kind, parent }) => {
    const id = newId()
    ids.set(code, id)
    return { tenant_id: tenantId, id, parent_id: ids.get(parent) ?? null, code, name, kind }
  })
  await tx.insertInto('unit').values(rows).execute()
  return ids
}

function found<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`nobody and nothing is called ${name}`)
  return value
}
