import type { IncomingComplaint, Severity, Status } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Database } from '../../server/src/platform/database.ts'
import type { Client } from './client.ts'
import { personNo } from './complaints.ts'
import { randomFrom } from './random.ts'

const days = 86_400_000
const storedDays = 730
/** The newest thirtieth of two years, about three weeks: every second of them is still at work. */
const newestShare = 1 / 30
const openStatuses = [
  'registered',
  'registered',
  'accepted',
  'dispatched',
  'handling',
  'handling',
  'handling',
  'returned',
  'answered',
  'confirmed',
] as const
const severities: readonly Severity[] = ['general', 'general', 'general', 'general', 'major', 'major', 'serious', 'critical']

/** How far a stored case has come: the newest are at work, the others ended within their month. */
export function endOf(index: number, wanted: number, complaint: IncomingComplaint, now: Date) {
  const random = randomFrom(index * 31 + 5)
  const age = ((wanted - index - random.below(100) / 100) / wanted) * storedDays * days
  const receivedAt = new Date(now.getTime() - Math.max(60_000, age))
  const isOpen = wanted - index < wanted * newestShare && random.chance(0.5)
  const status: Status = isOpen ? random.pick(openStatuses) : random.pick(['closed', 'archived', 'archived', 'archived'] as const)
  return {
    complaint: { ...complaint, receivedAt: receivedAt.toISOString() },
    status,
    severity: random.pick(severities),
    // What ended is history: no clock of it runs out years later.
    ...(!isOpen && {
      origin: 'history' as const,
      closedAt: new Date(Math.min(now.getTime(), receivedAt.getTime() + random.below(20) * days)),
    }),
  }
}

const units = ['维修部', '安装部', '物流部', '产品质量部', '财务部', '市场部', '华东分公司', '华南分公司', '华北分公司', '西南分公司']
const handlersAUnit = 4

/** Units and handlers, and the cases spread over them with their limits: most in time, some over. */
export async function spreadOverPeople(database: Database, tenantId: string, client: Client) {
  const { rows: roles } = await client.get('/roles')
  const roleId = roles.find(({ code }: { code: string }) => code === 'handler').id
  const handlers: { id: string; unitId: string }[] = []
  for (const [at, name] of units.entries()) {
    const { id: unitId } = await client.post('/units', { code: `bench${at}`, name, kind: 'department' })
    for (let no = 0; no < handlersAUnit; no++) {
      const input = { username: `bench${at}.${no}`, name: personNo(900_000 + at * 10 + no).name, password: `handler of the bench ${at}` }
      const { id } = await client.post('/users', { ...input, unitId, roleIds: [roleId] })
      handlers.push({ id, unitId })
    }
  }
  // The running server's clocks touch the same cases in another order: it stands still meanwhile, else the two would wait for each other.
  await database
    .tenant(tenantId)
    .transaction()
    .execute(async (tx) => {
      await sql`lock table complaint_case in exclusive mode`.execute(tx)
      await sql`
        update complaint_case c set handler_id = h.id, unit_id = h.unit_id, accepted_at = received_at + interval '2 hours',
          updated_at = coalesce(c.closed_at, least(${new Date()}, received_at + interval '1 day')),
          due_at = case when c.closed_at is null then ${new Date()}::timestamptz + (abs(hashtext(c.number)) % 240 - 40) * interval '1 hour' end
        from unnest(${handlers.map(({ id }) => id)}::uuid[], ${handlers.map(({ unitId }) => unitId)}::uuid[]) with ordinality as h (id, unit_id, no)
        where c.tenant_id = ${tenantId} and c.status <> 'registered' and h.no = 1 + abs(hashtext(c.id::text)) % ${handlers.length}`.execute(
        tx,
      )
    })
}
