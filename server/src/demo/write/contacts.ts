import type { CareResult, IncomingContact } from '@zhiwei/contract'
import { sql } from 'kysely'
import { type Act, systemActor } from '../../cases/index.ts'
import { giveWaiting, judgeWaiting, shippedRules, storeContacts, warnWaiting } from '../../contacts/index.ts'
import { contactSources } from '../../contacts-sources.ts'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { agents } from '../company/company.ts'
import type { DemoCustomer } from '../company/customers.ts'
import { noisyFridge, productOf, products } from '../company/products.ts'
import { type Random, randomFrom } from '../random.ts'
import { careNotes, fridgeNoiseTalks, mildTalks, openComplaints, ordinaryTalks, unhappyTalks } from '../words/contacts.ts'
import type { Writer } from './draft.ts'

// 联络与关怀 of the last weeks, by the same acts: read at the door, judged, given by places of the day, called.

const daysTold = 70
/** Two days are written at once: what is judged and given costs by the visit. */
const stepDays = 2
const contactsAStep = 22
const dayMs = 86_400_000
const hourMs = 3_600_000
const minuteMs = 60_000
/** The company's care group calls so many a person; more are unhappy, so some are left. */
const companyRules = { tasksAPersonADay: 1, waitHours: 24 }

type Coming = { customerId: string; at: Date; caseId: string }
type Stage = {
  tx: Tx
  writer: Writer
  random: Random
  /** Who talked, and how long: of its own, so that the rest stays as it is. */
  talks: Random
  /** Who is unhappy about the noisy fridge: of its own too. */
  noise: Random
  customers: Map<string, DemoCustomer>
  coming: Coming[]
  complained: Map<string, number[]>
}

export async function writeContacts(tx: Tx, writer: Writer, people: readonly DemoCustomer[], now: Date, seed: number) {
  const { tenantId } = writer
  const customers = new Map(people.map((person) => [writer.customerIds.get(person.phone) ?? '', person]))
  const begin = new Date(now.getTime() - daysTold * dayMs)
  const careUnitId = writer.cast.unitId('followUp')
  const definition = { ...shippedRules, ...companyRules, careUnitId }
  await tx
    .insertInto('latent_rule')
    .values({
      tenant_id: tenantId,
      id: newId(),
      effective_from: begin,
      definition: JSON.stringify(definition),
      reason: '回访督办组每人每天一件，先打最可能投诉的',
      made_at: begin,
      made_by: null,
    })
    .execute()
  const stage = {
    tx,
    writer,
    random: randomFrom(seed).fork(77),
    talks: randomFrom(seed).fork(78),
    noise: randomFrom(seed).fork(79),
    customers,
    ...(await complaintsOf(tx, tenantId)),
  }
  for (let day = daysTold; day >= 0; day -= stepDays) await writeDay(stage, new Date(now.getTime() - day * dayMs), now)
  await tellReminded(tx, tenantId, now)
  await tx
    .updateTable('latent_customer')
    .set({ warned: true })
    .where('tenant_id', '=', tenantId)
    .where('last_contact_at', '<', new Date(now.getTime() - 7 * dayMs))
    .execute()
  for (let rest = 0; rest < 5; rest++) await warnWaiting(tx, tenantId, contactSources, now)
}

/** Complaints to come, which the calls may forestall or not; and when each customer complained. */
async function complaintsOf(tx: Tx, tenantId: string): Promise<Pick<Stage, 'coming' | 'complained'>> {
  const { rows } = await sql<{ id: string; customer_id: string; received_at: Date }>`
    select id, customer_id, received_at from complaint_case
    where tenant_id = ${tenantId} and customer_id is not null and origin = 'live' and erased_at is null order by received_at`.execute(tx)
  const complained = new Map<string, number[]>()
  for (const row of rows) complained.set(row.customer_id, [...(complained.get(row.customer_id) ?? []), row.received_at.getTime()])
  return { complained, coming: rows.map((row) => ({ customerId: row.customer_id, at: row.received_at, caseId: row.id })) }
}

async function writeDay(stage: Stage, day: Date, now: Date) {
  const { tx, writer, random } = stage
  const contacts: IncomingContact[] = []
  const many = random.poisson(contactsAStep)
  for (let at = 0; at < many; at++) {
    const occurredAt = new Date(day.getTime() - (random.between(0.2, 9) + (random.chance(0.5) ? 24 : 0)) * hourMs)
    contacts.push(contactOf(stage, occurredAt))
  }
  // Somebody says it openly now and then, the last one this morning.
  if (random.chance(0.12) || day.getTime() === now.getTime())
    contacts.push(contactFrom(stage, random.pick(openComplaints), quietCustomer(stage, day), new Date(day.getTime() - hourMs)))
  contacts.push(...aboutNoise(stage, day, now))
  const evening = new Date(Math.min(day.getTime(), now.getTime()))
  const act: Act = { tx, keys: writer.keys, actor: systemActor(writer.tenantId), now: evening }
  await storeContacts(act, contacts, { readerFor: async () => writer.speaker })
  const deps = { keys: writer.keys, clock: () => evening }
  while ((await judgeWaiting(deps, tx, writer.tenantId, contactSources)) > 0) {
    // batch by batch
  }
  await giveWaiting(tx, writer.tenantId, { ...contactSources, tell: async () => {} }, evening)
  await callPeople(stage, evening, now)
}

function contactOf(stage: Stage, at: Date): IncomingContact {
  const { random } = stage
  if (random.chance(0.6)) return contactFrom(stage, random.pick(ordinaryTalks), random.chance(0.15) ? null : quietCustomer(stage, at), at)
  const isMild = random.chance(0.5)
  // Of those who are polite and left more complain later: nobody called them.
  const later = random.chance(isMild ? 0.4 : 0.08) ? laterComplainant(stage, at) : undefined
  const who = later ?? (random.chance(0.08) ? null : quietCustomer(stage, at))
  return contactFrom(stage, random.pick(isMild ? mildTalks : unhappyTalks), who, at)
}

/** 不投诉的人说同一件事: each of the last evenings one tells of the fridge that others complain of. */
function aboutNoise(stage: Stage, day: Date, now: Date): IncomingContact[] {
  const steps = Math.round((now.getTime() - day.getTime()) / (stepDays * dayMs))
  const talk = fridgeNoiseTalks[fridgeNoiseTalks.length - 1 - steps]
  if (!talk) return []
  const own = { ...stage, random: stage.noise }
  const at = new Date(day.getTime() - own.random.between(2, 9) * hourMs)
  return [{ ...contactFrom(own, talk, quietCustomer(own, at), at), product: noisyFridge.name }]
}

type Talk = (typeof ordinaryTalks)[number]

function contactFrom({ random, talks, customers }: Stage, talk: Talk, customerId: string | null, at: Date): IncomingContact {
  const customer = customerId === null ? undefined : customers.get(customerId)
  const product = random.chance(0.8) ? productOf(random, random.pick(['空调', '冰箱', '洗衣机', '热水器'])) : random.pick(products)
  const short = product.name.split(' ')[0] ?? product.name
  return {
    channel: talk.channel,
    occurredAt: at.toISOString(),
    complainant: customer ? { phone: customer.phone, kind: customer.kind } : {},
    turns: talk.turns.map(([by, text], turn) => ({
      by,
      text: text.replaceAll('{p}', short),
      at: new Date(at.getTime() + turn * 1.3 * minuteMs).toISOString(),
    })),
    scoreMax: 5,
    ...(talk.score !== undefined && { score: talk.score }),
    product: product.name,
    ...(talk.turns.some(([by]) => by === 'staff') && {
      staff: talks.pick(agents),
      handlingSeconds: Math.round(talks.between(90, 200) * Math.sqrt(talk.turns.length)),
    }),
    ...(customer && { region: customer.region }),
  }
}

/** Somebody with no complaint for some weeks around. */
function quietCustomer({ random, customers, complained }: Stage, at: Date): string {
  const ids = [...customers.keys()]
  for (let tries = 0; tries < 40; tries++) {
    const id = random.pick(ids)
    const near = (complained.get(id) ?? []).some((when) => when > at.getTime() - 40 * dayMs && when < at.getTime() + 35 * dayMs)
    if (id !== '' && !near) return id
  }
  return random.pick(ids)
}

/** Somebody whose complaint comes in some days. */
function laterComplainant({ random, coming, complained }: Stage, at: Date): string | undefined {
  const found = coming.filter(({ customerId, at: when }) => {
    const ahead = when.getTime() - at.getTime()
    const before = (complained.get(customerId) ?? []).some((one) => one < at.getTime() && one > at.getTime() - 40 * dayMs)
    return ahead > 3 * dayMs && ahead < 26 * dayMs && !before
  })
  return found.length === 0 ? undefined : random.pick(found).customerId
}

type OpenTask = { id: string; latent_id: string; customer_id: string; owner_id: string; at: Date; due_at: Date; tries: number }

/** Calls of the day: most the next working day, some late, and of the last days some not yet. */
async function callPeople({ tx, writer, random, coming }: Stage, today: Date, now: Date) {
  const { tenantId } = writer
  const { rows } = await sql<OpenTask>`
    select id, latent_id, customer_id, owner_id, at, due_at, tries from care_task
    where tenant_id = ${tenantId} and done_at is null and at < ${new Date(today.getTime() - 12 * hourMs)} order by at, id`.execute(tx)
  for (const task of rows) {
    // The newest are still to be called, a few are overdue.
    if (task.at.getTime() > now.getTime() - 2.5 * dayMs && random.chance(0.6)) continue
    const complaint = coming.find(
      ({ customerId, at }) => customerId === task.customer_id && at > task.at && at.getTime() < task.at.getTime() + 4 * dayMs && at < now,
    )
    const isLate = random.chance(0.08)
    const at = new Date(
      isLate ? task.due_at.getTime() + random.between(1, 6) * hourMs : task.due_at.getTime() - random.between(0.5, 5) * hourMs,
    )
    if (at >= now || at <= task.at) continue
    if (complaint) await finish(tx, tenantId, task, 'complaint', complaint.at, random, complaint.caseId)
    else
      await finish(
        tx,
        tenantId,
        task,
        random.weighted<CareResult>([
          [60, 'satisfied'],
          [15, 'noIssue'],
          [15, 'unreached'],
          [10, 'refused'],
        ]),
        at,
        random,
        null,
      )
  }
}

async function finish(tx: Tx, tenantId: string, task: OpenTask, result: CareResult, at: Date, random: Random, caseId: string | null) {
  const note = result === 'unreached' ? null : random.pick(careNotes[result])
  const calls = result === 'unreached' ? task.tries : 1
  const when = (no: number) => new Date(at.getTime() - (calls - no) * 4 * hourMs)
  await tx
    .insertInto('care_attempt')
    .values(
      Array.from({ length: calls }, (_, no) => ({
        tenant_id: tenantId,
        care_task_id: task.id,
        no: no + 1,
        at: when(no + 1) > task.at ? when(no + 1) : new Date(task.at.getTime() + (no + 1) * 30 * minuteMs),
        by_id: task.owner_id,
        result,
        note: no + 1 === calls ? note : null,
      })),
    )
    .execute()
  await tx
    .updateTable('care_task')
    .set({ attempts: calls, result, note, done_at: at, done_by: task.owner_id, case_id: caseId, version: 2 })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', task.id)
    .execute()
  await tx
    .updateTable('latent_customer')
    .set({ state: 'ended', ended: result, ended_at: at, ended_by: task.owner_id, end_note: note, version: 3 })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', task.latent_id)
    .execute()
  if (caseId)
    await tx
      .updateTable('contact')
      .set({ case_id: caseId })
      .where('tenant_id', '=', tenantId)
      .where('latent_id', '=', task.latent_id)
      .execute()
}

/** Nobody is reminded of what is long known. */
async function tellReminded(tx: Tx, tenantId: string, now: Date) {
  await sql`update care_task set soon_told_at = ${now}, overdue_told_at = case when due_at <= ${now} then ${now}::timestamptz end
    where tenant_id = ${tenantId} and done_at is null and due_at <= ${new Date(now.getTime() + hourMs)}`.execute(tx)
}
