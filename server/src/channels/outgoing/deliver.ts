import { maskPersonalData } from '@zhiwei/text'
import { type Selectable, sql } from 'kysely'
import { systemActor } from '../../cases/index.ts'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { oneAtATime } from '../../platform/one-at-a-time.ts'
import { completeAfter } from '../complete.ts'
import { doorOf, SendElsewhere, SendRefused, type Sent } from '../doors.ts'
import { sendElsewhere } from './elsewhere.ts'
import { releaseHeld } from './release-held.ts'
import { sendOne } from './send.ts'
import { isQuiet, outgoingSettings, silentDoors } from './settings.ts'
import type { OutgoingMessageTable } from './tables.ts'

type Row = Selectable<OutgoingMessageTable>

/** After the first failure … the seventh; the eighth is the last. Source: docs/rules/outgoing.md */
const backOffMinutes = [1, 5, 15, 60, 240, 720, 1_440]
const minuteMs = 60_000
/** Longer than any door takes; a worker that was killed is followed by another then. */
const claimMs = 2 * minuteMs
const batch = 20
const mostASweep = 400

/**
 * 发送对客消息: takes what is due, row by row for one worker alone, and hands it to its door. Between the door's answer and the mark a kill lets it
 * be sent again, with the same id, by which the other side knows it. What one customer is told of a case keeps its order, also when one has to be
 * tried again; only what is urgent waits for nothing. The demo tenant's reach nobody.
 */
export async function deliverMessages(deps: Deps, tenantId: string): Promise<void> {
  await inTenant(deps, tenantId, (tx) => releaseHeld(tx, tenantId, deps.clock()))
  for (let sent = 0; sent < mostASweep; ) {
    const { rows, isDemo } = await inTenant(deps, tenantId, (tx) => claim(tx, tenantId, deps.clock()))
    if (rows.length === 0) return
    const byCustomer = Map.groupBy(rows, (row) => row.to_hash.toString('hex'))
    await Promise.all([...byCustomer.values()].map((own) => deliverInOrder(deps, own, isDemo)))
    sent += rows.length
  }
}

const inTenant = <T>({ database }: Deps, tenantId: string, work: (tx: Tx) => Promise<T>) =>
  database.tenant(tenantId).transaction().execute(work)

/** What was told before on the same case, to the same receiver, and cannot go out in this round. */
const earlierWaits = (now: Date) => sql<boolean>`exists (
  select 1 from outgoing_message e
  where e.tenant_id = m.tenant_id and e.case_id = m.case_id and e.to_hash = m.to_hash and e.id < m.id and not e.urgent
    and (e.state = 'held' or (e.state = 'waiting' and (e.due_at > ${now} or e.claimed_until > ${now}))))`

async function claim(tx: Tx, tenantId: string, now: Date) {
  const { demo } = await tx.selectFrom('tenant').select('demo').where('id', '=', tenantId).executeTakeFirstOrThrow()
  const quiet = isQuiet(await outgoingSettings(tx, tenantId), now, await tenantZone(tx, tenantId))
  // Of two workers the second sees what the first has taken: else it would take what comes after.
  await oneAtATime(tx, 'deliver messages', tenantId)
  const due = await tx
    .selectFrom('outgoing_message as m')
    .select('m.id')
    .where('m.tenant_id', '=', tenantId)
    .where('m.state', '=', 'waiting')
    .where('m.due_at', '<=', now)
    .where((eb) => eb.or([eb('m.claimed_until', 'is', null), eb('m.claimed_until', '<=', now)]))
    .where((eb) => eb.or([eb('m.urgent', '=', true), eb.not(earlierWaits(now))]))
    .$if(quiet, (query) => query.where((eb) => eb.or([eb('m.urgent', '=', true), eb('m.door', 'in', silentDoors)])))
    .orderBy('m.urgent', 'desc')
    .orderBy('m.id')
    .limit(batch)
    .forUpdate()
    .execute()
  if (due.length === 0) return { rows: [], isDemo: demo }
  const rows = await tx
    .updateTable('outgoing_message')
    .set((eb) => ({ claimed_until: new Date(now.getTime() + claimMs), tries: eb('tries', '+', 1) }))
    .where('tenant_id', '=', tenantId)
    .where(
      'id',
      'in',
      due.map(({ id }) => id),
    )
    .returningAll()
    .execute()
  return { rows: rows.sort((one, other) => Number(other.urgent) - Number(one.urgent) || (one.id < other.id ? -1 : 1)), isDemo: demo }
}

/** Behind one that has to wait, the others of its case wait too. */
async function deliverInOrder(deps: Deps, rows: Row[], isDemo: boolean) {
  const waiting = new Set<string | null>()
  for (const row of rows) {
    if (!row.urgent && row.case_id !== null && waiting.has(row.case_id)) await mark(deps, row, { tries: row.tries - 1 })
    else if (!(await deliverOne(deps, row, isDemo)) && !row.urgent) waiting.add(row.case_id)
  }
}

/** @returns whether it is over with: sent, or never tried again */
async function deliverOne(deps: Deps, row: Row, isDemo: boolean): Promise<boolean> {
  const to = deps.keys.decrypt(row.to_cipher)
  try {
    const sent = isDemo ? { externalId: 'demo' } : await sendOne(deps, row, to)
    await markSent(deps, row, sent)
    return true
  } catch (error) {
    const said = (error instanceof Error ? error.message : String(error)).replaceAll(to, '***')
    const words = maskPersonalData(said).masked.slice(0, 250)
    const waitMinutes = error instanceof SendRefused ? undefined : backOffMinutes[row.tries - 1]
    if (waitMinutes !== undefined)
      await mark(deps, row, { last_error: words, due_at: new Date(deps.clock().getTime() + waitMinutes * minuteMs) })
    else await markFailed(deps, row, words, goesElsewhere(row, error))
    return waitMinutes === undefined
  }
}

/** A refusal of the words themselves is nobody's else; who cannot be reached in a conversation is reached by what the case knows. */
const goesElsewhere = ({ door }: Row, error: unknown) =>
  error instanceof SendElsewhere || (!(error instanceof SendRefused) && doorOf(door)?.hasOwnNames === true)

const markSent = (deps: Deps, row: Row, { externalId, isUnseen }: Sent) =>
  inTenant(deps, row.tenant_id, async (tx) => {
    const where = isUnseen ? ((await sendElsewhere(actIn(tx, deps, row), deps, row)) ?? '没有可用的手机号或邮箱') : null
    const changes = { state: 'sent' as const, sent_at: deps.clock(), external_id: externalId?.slice(0, 300) ?? null }
    await change(tx, row, { ...changes, last_error: where && `客户已离开，再打开窗口时可见；${where}` })
    await completeAfter(tx, row)
  })

const markFailed = (deps: Deps, row: Row, words: string, elsewhere: boolean) =>
  inTenant(deps, row.tenant_id, async (tx) => {
    const where = elsewhere ? await sendElsewhere(actIn(tx, deps, row), deps, row) : null
    await change(tx, row, { state: 'failed', last_error: where ? `${words}；${where}` : words })
    await completeAfter(tx, row)
  })

const actIn = (tx: Tx, { keys, clock }: Deps, { tenant_id }: Row) => ({ tx, keys, actor: systemActor(tenant_id), now: clock() })

type Marks = Partial<Pick<Row, 'state' | 'sent_at' | 'external_id' | 'last_error' | 'due_at' | 'tries'>>
const mark = (deps: Deps, row: Row, marks: Marks) => change(deps.database.tenant(row.tenant_id), row, marks)
const change = (db: Pick<Tx, 'updateTable'>, { tenant_id, id }: Row, marks: Marks) =>
  db
    .updateTable('outgoing_message')
    .set({ ...marks, claimed_until: null })
    .where('tenant_id', '=', tenant_id)
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .execute()
