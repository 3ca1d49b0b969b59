import type { CaseSigns } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Seen } from '../course/look.ts'
import type { Raise } from '../governance/raise.ts'

const lookedBackDays = 90
const dayMs = 86_400_000

type Looked = Omit<Seen, 'signs'> & { signs: CaseSigns }

/** 重复投诉: the same customer with the same matter again; one warning a customer and matter, which counts how often. */
export async function repeatRaises(tx: Tx, tenantId: string, looked: readonly Looked[], now: Date): Promise<Raise[]> {
  const found = looked.filter(({ signs, before, customerId }) => customerId !== null && signs.repeat === 1 && before.repeat !== 1)
  if (found.length === 0) return []
  const times = await timesOf(
    tx,
    tenantId,
    found.map(({ id }) => id),
    new Date(now.getTime() - lookedBackDays * dayMs),
  )
  return found.flatMap((seen) => {
    const matter = times.get(seen.id)
    if (!matter || matter.ids.length < 2) return []
    return [
      {
        kind: 'repeat' as const,
        key: matter.first,
        subject: `${seen.number} ${seen.subject}`,
        facts: {
          times: matter.ids.length,
          cases: matter.ids.length,
          days: Math.round((now.getTime() - matter.since.getTime()) / dayMs),
          open: matter.open,
          stage: seen.stage ?? 1,
        },
        caseIds: matter.ids,
        unitId: seen.unitId,
        firstSeenAt: matter.since,
      },
    ]
  })
}

type Matter = { first: string; ids: string[]; since: Date; open: number }

/** The cases of the same customer that were linked as one matter with each of these, the newest first. */
async function timesOf(tx: Tx, tenantId: string, ids: string[], since: Date): Promise<Map<string, Matter>> {
  const { rows } = await sql<{ of_id: string; id: string; received_at: Date; open: boolean }>`
    with recursive same as (
      select c.id as of_id, c.id from complaint_case c where c.tenant_id = ${tenantId} and c.id = any(${ids}::uuid[])
      union
      select same.of_id, case when l.case_id = same.id then l.other_case_id else l.case_id end
      from same join case_link l on l.tenant_id = ${tenantId} and (l.case_id = same.id or l.other_case_id = same.id)
        and l.kind in ('duplicateOf', 'repeatOf') and l.ended_at is null
    )
    select same.of_id, c.id, c.received_at, c.closed_at is null as open
    from same join complaint_case c on c.tenant_id = ${tenantId} and c.id = same.id
    join complaint_case o on o.tenant_id = ${tenantId} and o.id = same.of_id and o.customer_id = c.customer_id
    where c.received_at >= ${since} and c.erased_at is null
    order by same.of_id, c.received_at desc limit 5000`.execute(tx)
  const groups = Map.groupBy(rows, ({ of_id }) => of_id)
  return new Map(
    [...groups].map(([id, matter]): [string, Matter] => {
      const oldest = matter.at(-1)
      return [
        id,
        {
          first: matter.map((row) => row.id).sort()[0] ?? id,
          ids: matter.map((row) => row.id),
          since: oldest?.received_at ?? since,
          open: matter.filter(({ open }) => open).length,
        },
      ]
    }),
  )
}
