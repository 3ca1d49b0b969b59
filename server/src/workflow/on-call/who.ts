import type { OnCallNow } from '@zhiwei/contract'
import { systemActor } from '../../cases/index.ts'
import { choosablePeople, findUnits, pathsUp } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { hourIn, localDateOf, offsetMs } from '../../platform/zones.ts'
import { topLevel } from '../escalation/rules.ts'
import { onDuty, type Shift, type Wall } from './rules.ts'
import { storedShifts } from './shifts.ts'

/** The wall clock there is in the zone at that instant. */
function wallIn(at: Date, zone: string): Wall {
  const { year, month, day } = localDateOf(at, zone)
  const midnight = Date.UTC(year, month - 1, day)
  const minute = hourIn(at, zone) * 60 + new Date(at.getTime() + offsetMs(at, zone)).getUTCMinutes()
  return { date: new Date(midnight).toISOString().slice(0, 10), weekday: new Date(midnight).getUTCDay() || 7, minute }
}

type Person = Awaited<ReturnType<typeof choosablePeople>>[number]
/** Everything that says who is called, read once for many cases. */
export type CallList = {
  shifts: Shift[]
  units: { id: string; parentId: string | null }[]
  supervisors: Person[]
  zone: string
}

export async function callListOf(tx: Tx, tenantId: string): Promise<CallList> {
  const { zone } = await tx.selectFrom('tenant').select('zone').where('id', '=', tenantId).executeTakeFirstOrThrow()
  return {
    shifts: await storedShifts(tx, tenantId),
    units: await findUnits(tx, tenantId),
    supervisors: await choosablePeople(tx, systemActor(tenantId), { permission: 'cases:supervise' }),
    zone,
  }
}

/**
 * 叫谁: by the on-call list; where nobody stands on it, the supervisors of the nearest unit up the tree that has some — of the units above
 * for levels from 2 on — and at last all supervisors, so that a call never goes to nobody.
 */
export function peopleCalled(list: CallList, unitId: string | null, level: number, at: Date): { userIds: string[]; fromList: boolean } {
  const path = pathsUp(list.units)(unitId)
  const onList = onDuty(list.shifts, path, level, wallIn(at, list.zone))
  if (onList.length > 0) return { userIds: onList, fromList: true }
  for (const above of path.slice(level - 1)) {
    const people = list.supervisors.filter((person) => person.unitId === above)
    if (people.length > 0) return { userIds: people.map(({ id }) => id), fromList: false }
  }
  return { userIds: list.supervisors.map(({ id }) => id), fromList: false }
}

/** 现在值班: every level of a unit. */
export async function onCallNow(tx: Tx, tenantId: string, unitId: string | null, at: Date): Promise<OnCallNow> {
  const list = await callListOf(tx, tenantId)
  const called = Array.from({ length: topLevel }, (_, index) => ({ level: index + 1, ...peopleCalled(list, unitId, index + 1, at) }))
  const names = new Map((await choosablePeople(tx, systemActor(tenantId), {})).map(({ id, name }) => [id, name]))
  return {
    levels: called.map(({ level, userIds, fromList }) => ({
      level,
      fromList,
      people: userIds.filter((id) => names.has(id)).map((id) => ({ id, name: names.get(id) ?? '' })),
    })),
  }
}
