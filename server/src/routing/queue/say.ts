import type { RoutingReason } from '@zhiwei/contract'
import { personNamesOf } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'

/** Reasons keep ids; people read names: of the skill groups and persons in them. */
export async function sayerOf(tx: Tx, tenantId: string, reasons: readonly RoutingReason[]) {
  const ids = reasons.flatMap(idsIn)
  const groups = ids.length
    ? await tx.selectFrom('skill_group').select(['id', 'name']).where('tenant_id', '=', tenantId).where('id', 'in', ids).execute()
    : []
  const people = await personNamesOf(tx, tenantId, ids)
  const names = new Map([...groups.map(({ id, name }) => [id, name] as const), ...people])
  return (some: readonly RoutingReason[]): RoutingReason[] =>
    some.map((reason) => {
      const found = idsIn(reason).flatMap((id) => names.get(id) ?? [])
      return found.length ? { ...reason, facts: { ...reason.facts, names: found } } : reason
    })
}

const idsIn = ({ facts }: RoutingReason): string[] =>
  ['groupId', 'groupIds', 'personId'].flatMap((key) => facts?.[key] ?? []).filter((id): id is string => typeof id === 'string')
