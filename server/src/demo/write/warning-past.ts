import { type RawBuilder, sql } from 'kysely'
import { bitsOf, systemActor } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import {
  acknowledgeWarning,
  addMeasure,
  callNextLevel,
  clearWarning,
  finishMeasure,
  labelWarning,
  type Raise,
  raiseWarnings,
  tellOwners,
} from '../../warning/index.ts'
import { callListOf, peopleCalled } from '../../workflow/index.ts'
import { type Random, randomFrom } from '../random.ts'

const dayMs = 86_400_000
const minuteMs = 60_000
/** So far back the company has warnings, and not the last days: those are open still. */
const pastDays = 75
const openDays = 2
const mostPast = 150
/** Whoever says these is about to go outside. */
const outsideSignals = ['regulator', 'media', 'legal'] as const

/** What in the history would have been warned of, when, and whether it came worse afterwards. */
type Happened = {
  id: string
  number: string
  subject: string
  unit_id: string | null
  received_at: Date
  at: Date
  stage: number
  from_stage: number | null
  send_backs: number | null
  messages: number
  signals: number
  worse: boolean
}

const silent = async () => {}
export const callers = { read: callListOf, called: peopleCalled }
/** Who owns a warning, acting on it. */
export const asPerson = (tx: Tx, { keys }: Pick<Deps, 'keys'>, tenantId: string, userId: string, now: Date) => ({
  tx,
  keys,
  now,
  actor: { ...systemActor(tenantId), userId, permissions: new Set(['warnings:read' as const, 'warnings:handle' as const]) },
})

/**
 * 往日的预警: stages that rose and cases sent back for the second time in the last months, raised at their time by the code that raises them
 * today; owners, reminders and what people did about them likewise. Labels say what came afterwards: a case that went on to get worse was
 * rightly warned of.
 */
export async function writePastWarnings(deps: Deps, tx: Tx, tenantId: string, now: Date) {
  const random = randomFrom(750)
  const risen = await happened(tx, tenantId, now, sql`e.kind = 'case.stageChanged' and (e.facts ->> 'to')::int >= 3`)
  const sent = (await happened(tx, tenantId, now, sql`e.kind = 'case.sentBack'`)).filter(({ send_backs: times }) => (times ?? 0) >= 2)
  const threats = await happened(tx, tenantId, now, sql`e.no = 1 and c.signal_bits & ${bitsOf([...outsideSignals])} <> 0`)
  const all = [
    ...threats.map((one) => ({ one: { ...one, at: new Date(one.at.getTime() + minuteMs) }, raise: exposureOf(one) })),
    ...risen.map((one) => ({ one, raise: stageOf(one) })),
    ...sent.map((one) => ({ one, raise: chainOf(one) })),
  ]
    .sort((a, b) => a.one.at.getTime() - b.one.at.getTime())
    .slice(-mostPast)
  for (const { one, raise } of all) await live({ deps, tx, tenantId, now, random }, one, raise)
}

async function happened(tx: Tx, tenantId: string, now: Date, which: RawBuilder<unknown>): Promise<Happened[]> {
  const { rows } = await sql<Happened>`
    select c.id, c.number, coalesce(nullif(c.subject, ''), c.excerpt) as subject, c.unit_id, c.received_at, e.at, coalesce(c.stage, 1) as stage, c.signal_bits as signals,
      (e.facts ->> 'from')::int as from_stage,
      case when e.kind = 'case.stageChanged' then null else (
        select count(*) from case_event p where p.tenant_id = e.tenant_id and p.case_id = e.case_id and p.kind = e.kind and p.no <= e.no)::int end as send_backs,
      (select count(*) from case_event p where p.tenant_id = e.tenant_id and p.case_id = e.case_id and p.kind = 'case.messageReceived' and p.no <= e.no)::int as messages,
      exists (select from case_event p where p.tenant_id = e.tenant_id and p.case_id = e.case_id and p.no > e.no
        and p.kind in ('case.stageChanged', 'case.escalated', 'case.reopened', 'sla.breached', 'case.reminded')) as worse
    from case_event e join complaint_case c on c.tenant_id = e.tenant_id and c.id = e.case_id
    where e.tenant_id = ${tenantId} and c.erased_at is null and c.closed_at is not null
      and e.at > ${new Date(now.getTime() - pastDays * dayMs)} and e.at < ${new Date(now.getTime() - openDays * dayMs)} and ${which}
    order by e.at, e.case_id`.execute(tx)
  return rows
}

const subjectOf = ({ number, subject }: Happened) => `${number} ${subject}`
const hoursOpen = ({ at, received_at: since }: Happened) => Math.round((at.getTime() - since.getTime()) / 3_600_000)
const common = (one: Happened) => ({
  key: one.id,
  subject: subjectOf(one),
  caseIds: [one.id],
  unitId: one.unit_id,
  firstSeenAt: one.received_at,
})
const stageOf = (one: Happened): Raise => ({
  ...common(one),
  kind: 'stage',
  facts: { stage: one.stage, fromStage: one.from_stage ?? 1, messages: one.messages, hoursOpen: hoursOpen(one) },
})
const exposureOf = (one: Happened): Raise => ({
  ...common(one),
  kind: 'exposure',
  facts: {
    ...Object.fromEntries(outsideSignals.filter((kind) => (one.signals & bitsOf([kind])) !== 0).map((kind) => [kind, 1])),
    stage: 1,
  },
})
const chainOf = (one: Happened): Raise => ({
  ...common(one),
  kind: 'longChain',
  facts: { sendBacks: one.send_backs ?? 2, days: Math.floor(hoursOpen(one) / 24), messages: one.messages },
})

type Doing = { deps: Deps; tx: Tx; tenantId: string; now: Date; random: Random }

/** One warning from its raise to its clearance. */
async function live({ deps, tx, tenantId, now, random }: Doing, one: Happened, raise: Raise) {
  const [raised] = await raiseWarnings(tx, tenantId, [raise], one.at)
  if (!raised?.isNew) return
  await tellOwners(tx, tenantId, { callers, tell: silent }, one.at)
  const { owner_id: owner, acknowledge_due_at: due } = await rowOf(tx, tenantId, raised.warningId)
  if (!owner || !due) return
  const isLate = random.chance(0.12)
  let at = isLate ? new Date(due.getTime() + minuteMs) : between(random, one.at, due)
  if (isLate) {
    await callNextLevel(tx, tenantId, { callers, tell: silent }, at)
    await tellOwners(tx, tenantId, { callers, tell: silent }, at)
    at = new Date(at.getTime() + random.whole(5, 40) * minuteMs)
  }
  const person = (await rowOf(tx, tenantId, raised.warningId)).owner_id ?? owner
  const act = (when: Date) => asPerson(tx, deps, tenantId, person, when)
  await acknowledgeWarning(act(at), silent, raised.warningId, {})
  if (random.chance(0.5)) at = await measure(act, raised.warningId, at, random)
  at = new Date(Math.min(at.getTime() + random.between(0.3, 3) * dayMs, now.getTime() - dayMs / 4))
  const verdict = one.worse ? 'true' : random.chance(0.75) ? 'false' : 'unclear'
  const note = { true: '之后确有恶化', false: '按正常流程办结，没有升级', unclear: '客户未再联系，难以判断' }[verdict]
  if (random.chance(0.85)) await labelWarning(act(at), raised.warningId, { verdict, note })
  await clearWarning(act(at), raised.warningId, { reason: one.worse ? '已按预案处置并回访' : note })
}

export const rowOf = (tx: Tx, tenantId: string, id: string) =>
  tx.selectFrom('warning').selectAll().where('tenant_id', '=', tenantId).where('id', '=', id).executeTakeFirstOrThrow()

export const between = (random: Random, from: Date, to: Date) =>
  new Date(random.between(from.getTime() + minuteMs, Math.max(from.getTime() + 2 * minuteMs, to.getTime() - minuteMs)))

const measures = [
  ['班长当日致电，说明进度并约定答复时间', '已致电，客户同意等到约定时间'],
  ['指定唯一主办，三天内给出方案', '已由主办接手，方案已报批'],
  ['核对前几次答复中没有兑现的承诺', '两项承诺补办完毕'],
  ['请责任部门补充说明原因', '已收到说明并写入工单'],
] as const

/** @returns when it was done */
export async function measure(
  act: (when: Date) => ReturnType<typeof asPerson>,
  warningId: string,
  at: Date,
  random: Random,
  isDone = true,
): Promise<Date> {
  const [text, result] = random.pick(measures)
  const start = new Date(at.getTime() + random.whole(5, 60) * minuteMs)
  const { id } = await addMeasure(act(start), warningId, {
    text,
    dueAt: new Date(start.getTime() + random.between(0.5, 2) * dayMs).toISOString(),
  })
  if (!isDone) return start
  const done = new Date(start.getTime() + random.between(1, 20) * 3_600_000)
  await finishMeasure(act(done), warningId, id, { result })
  return done
}
