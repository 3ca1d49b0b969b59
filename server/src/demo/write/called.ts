import type { EventKind } from '@zhiwei/contract'
import type { Insertable } from 'kysely'
import { noticeEvents, tellPeople } from '../../notifications/index.ts'
import type { Tables, Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { newId } from '../../platform/ids.ts'
import { callListOf, peopleCalled, startRules } from '../../workflow/index.ts'
import { administrator, manager, supervisors } from '../company/company.ts'
import type { Cast } from './people.ts'

/** How many of the last events people are told of, and after how long they have read it. */
const lastEvents = 150
const unreadMs = 36 * 3_600_000

/** 值班表: who is called at which level, from the first day on. */
export const writeShifts = (tx: Tx, tenantId: string, cast: Cast) => tx.insertInto('on_call_shift').values(shifts(tenantId, cast)).execute()

/** 升级规则、通知: rules count from now on; and of the last events people have their notices. */
export async function writeCalls(deps: Deps, tx: Tx, tenantId: string, now: Date) {
  await startRules(tx, tenantId, now)
  // What was overdue then nobody is told of now.
  await tx.updateTable('supervision').set({ overdue_told_at: now }).where('tenant_id', '=', tenantId).where('due_at', '<=', now).execute()
  const rows = await tx
    .selectFrom('case_event')
    .select(['seq', 'case_id', 'no', 'kind', 'cycle', 'at', 'actor_id', 'facts'])
    .where('tenant_id', '=', tenantId)
    .where('kind', 'in', noticeEvents as EventKind[])
    .orderBy('seq', 'desc')
    .limit(lastEvents)
    .execute()
  const tell = tellPeople({ read: callListOf, called: peopleCalled })
  for (const { seq, case_id: caseId, actor_id: actorId, ...event } of rows)
    await tell({ ...deps, clock: () => event.at }, tenantId, tx, [{ ...event, seq: seq ?? 0, caseId, actorId }])
  const told = tx.updateTable('notice').where('tenant_id', '=', tenantId)
  await told.set({ waits: false }).execute()
  await told
    .set({ read_at: now })
    .where('at', '<', new Date(now.getTime() - unreadMs))
    .execute()
}

const hour = 60

function shifts(tenantId: string, cast: Cast): Insertable<Tables['on_call_shift']>[] {
  const [first = manager, second = manager, third = manager] = supervisors
  const shift = (level: number, username: string, from: number, to: number, weekday: number | null = null) => ({
    tenant_id: tenantId,
    id: newId(),
    unit_id: null,
    level,
    user_id: cast.personId(username),
    weekday,
    from_minute: from * hour,
    to_minute: to * hour,
    valid_from: null,
    valid_to: null,
  })
  const workdays = [1, 2, 3, 4, 5]
  return [
    shift(1, first, 8, 16),
    shift(1, second, 16, 0),
    shift(1, third, 0, 8),
    shift(1, administrator.username, 0, 0),
    ...workdays.map((weekday) => shift(2, manager, 9, 18, weekday)),
    shift(2, administrator.username, 18, 9),
    shift(3, manager, 0, 0),
    shift(4, manager, 0, 0),
    shift(4, administrator.username, 0, 0),
  ]
}
