import type { CaseSign, CaseSigns, RiskReason, Signal } from '@zhiwei/contract'
import { sql } from 'kysely'
import { type Act, bitsOf, systemActor } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { modelInService } from '../escalation-risk/learn.ts'
import { riskRaise } from '../escalation-risk/raise.ts'
import { riskOf, type Scorer } from '../escalation-risk/score.ts'
import { exposureRaises } from '../exposure/exposure.ts'
import { clearOfEnded } from '../governance/clear-ended.ts'
import { type Raise, raiseWarnings } from '../governance/raise.ts'
import { repeatRaises } from '../groups/repeats.ts'
import { chainRaise } from '../long-chains/chain.ts'
import { type CourseOf, growing, isOpenAt, signsAt, stageSetByPerson } from './course.ts'
import { coursesOf } from './read-courses.ts'
import { rulesNow } from './rule-settings.ts'
import { longChainAt, pointsOf, type Rule, stageByRules } from './rules.ts'

/** Given by the classification module: raises the stage of an open case, with the signs that say so; false where it stands as high already. */
export type RaiseStage = (act: Act, caseId: string, level: number, reasons: { code: string }[]) => Promise<boolean>

/** What a look at a case sees of the case itself. */
export type Seen = {
  id: string
  number: string
  subject: string
  unitId: string | null
  customerId: string | null
  stage: number | null
  channel: string
  dueAt: Date | null
  receivedAt: Date
  signs: CaseSigns
  /** What the look before had seen. */
  before: CaseSigns
}

/** A second; in a storm complaints are taken in first, and looked at when it is over. */
const batch = 100
const mostBatches = 2
const hourMs = 3_600_000
/** By itself a case is looked at again after so long. */
const againMs = 6 * hourMs
const outsideStage = 5
/** Named in what was written. */
const outward = [
  'regulator',
  'media',
  'legal',
  'crowd',
  'safety',
  'vulnerable',
  'insult',
  'compensation',
  'deadline',
] as const satisfies (CaseSign & Signal)[]

/**
 * 看一遍: looks at the open cases whose turn it is: stage by rules, risk, long chain, repeat, exposure; raises warnings of what is new.
 * A sweep, safe to run twice and in several processes; bounded work.
 */
export const lookAtCases = (raiseStage: RaiseStage) => async (deps: Deps, tenantId: string) => {
  const db = deps.database.tenant(tenantId)
  for (let round = 0; round < mostBatches; round++) {
    const looked = await db
      .transaction()
      .execute((tx) => lookAtDue(tx, { keys: deps.keys, tenantId, now: deps.clock(), raiseStage }, batch))
    if (looked < batch) return
  }
}

type Look = { keys: Act['keys']; tenantId: string; now: Date; raiseStage: RaiseStage | null }

/** @returns how many were looked at */
export async function lookAtDue(tx: Tx, look: Look, atMost: number): Promise<number> {
  const { tenantId, now } = look
  const due = await dueCases(tx, tenantId, now, atMost)
  if (due.length === 0) return 0
  const rules = await rulesNow(tx, tenantId, now)
  const scorer: Scorer = { rules: rules.risk, model: await modelInService(tx, tenantId) }
  const courses = await coursesOf(
    tx,
    tenantId,
    due.map(({ id }) => id),
  )
  const raises: Raise[] = []
  const rows: WatchRow[] = []
  const ended: string[] = []
  for (const one of due) {
    const course = courses.get(one.id)
    if (!course || !one.watched || !isOpenAt(course.events, now)) {
      rows.push(endedRow(one.id))
      ended.push(one.id)
      continue
    }
    const raised = await stageNow(tx, look, one, course, rules.stage)
    const signs = { ...signsAt(course, now), ...liveSigns(one), stage: Math.max(raised, one.stage ?? 1) }
    const seen: Seen = { ...one, stage: signs.stage, signs }
    // Carried outside already: nothing is left to be foretold.
    const risk = signs.stage >= outsideStage ? null : riskOf(signs, scorer)
    const chain = pointsOf(signs, rules.longChain)
    const chainWarned = chain.points >= longChainAt && chain.points > one.chainWarned
    const riskRaised = risk && riskRaise(seen, risk, one.riskWarned)
    if (chainWarned) raises.push(chainRaise(seen, chain, now))
    if (riskRaised) raises.push(riskRaised)
    raises.push(...exposureRaises(seen, now))
    rows.push({
      id: one.id,
      nextLookAt: nextLookOf(signs, course, rules.stage.concat(rules.longChain), now),
      signs,
      risk: risk?.score ?? null,
      basis: risk?.basis ?? null,
      modelId: risk?.modelId ?? null,
      riskReasons: risk?.reasons ?? [],
      riskWarned: one.riskWarned || riskRaised !== null,
      chainPoints: chain.points,
      chainReasons: chain.reasons,
      chainWarned: chainWarned ? chain.points : Math.min(one.chainWarned, chain.points),
    })
  }
  raises.push(
    ...(await repeatRaises(
      tx,
      tenantId,
      due.flatMap((one) => rows.filter(({ id }) => id === one.id).map(({ signs }) => ({ ...one, signs }))),
      now,
    )),
  )
  await keepRows(tx, tenantId, rows, now)
  await clearOfEnded(tx, tenantId, ended, now)
  if (raises.length > 0) await raiseWarnings(tx, tenantId, raises, now)
  return due.length
}

type Due = Omit<Seen, 'signs'> & { watched: boolean; signalBits: number; riskWarned: boolean; chainWarned: number }

/** Those waited for longest first; nobody else looks at them meanwhile. */
async function dueCases(tx: Tx, tenantId: string, now: Date, atMost: number): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select c.id, c.number, c.subject, c.unit_id as "unitId", c.customer_id as "customerId", c.stage, c.channel, c.due_at as "dueAt",
      c.received_at as "receivedAt", c.signal_bits as "signalBits", w.signs as before, w.risk_warned as "riskWarned", w.chain_warned as "chainWarned",
      c.origin = 'live' and c.merged_into is null and c.erased_at is null as watched
    from case_watch w join complaint_case c on c.tenant_id = w.tenant_id and c.id = w.case_id
    where w.tenant_id = ${tenantId} and w.next_look_at <= ${now} order by w.next_look_at limit ${atMost}
    for update of w skip locked`.execute(tx)
  return rows.sort((one, other) => (one.id < other.id ? -1 : 1))
}

/** What people said of signals since counts, as it does on every list. */
function liveSigns({ signalBits }: Due): CaseSigns {
  const signs: CaseSigns = {}
  for (const kind of outward) signs[kind] = Number((signalBits & bitsOf([kind])) !== 0)
  return signs
}

/** 阶段: raised where the rules say more than stands on the case; what a person set counts until something new happens. */
async function stageNow(
  tx: Tx,
  { keys, tenantId, now, raiseStage }: Look,
  one: Due,
  course: CourseOf,
  rules: readonly Rule[],
): Promise<number> {
  const since = stageSetByPerson(course.events)
  const said = stageByRules(signsAt(course, now, since), rules)
  const stands = one.stage ?? 1
  if (!said || said.level <= stands || !raiseStage) return stands
  const act = { tx, keys, actor: systemActor(tenantId), now }
  const reasons = said.reasons.map(({ sign }) => ({ code: `sign.${sign}` }))
  return (await raiseStage(act, one.id, said.level, reasons)) ? said.level : stands
}

/** The next time a figure that grows by itself reaches a rule, or six hours on. */
function nextLookOf(signs: CaseSigns, { usualDays }: CourseOf, rules: readonly Rule[], now: Date): Date {
  const waits = rules
    .filter(({ sign }) => growing.includes(sign))
    .map(({ sign, atLeast }) => (atLeast - (signs[sign] ?? 0)) * (sign === 'ageShare' ? (usualDays ?? 1) : 1) * 24 * hourMs)
    .filter((wait) => wait > 0)
  return new Date(now.getTime() + Math.max(60_000, Math.min(againMs, ...waits)))
}

type WatchRow = {
  id: string
  nextLookAt: Date | null
  signs: CaseSigns
  risk: number | null
  basis: string | null
  modelId: string | null
  riskReasons: RiskReason[]
  riskWarned: boolean
  chainPoints: number | null
  chainReasons: RiskReason[]
  chainWarned: number
}

const endedRow = (id: string): WatchRow => ({
  id,
  nextLookAt: null,
  signs: {},
  risk: null,
  basis: null,
  modelId: null,
  riskReasons: [],
  riskWarned: false,
  chainPoints: null,
  chainReasons: [],
  chainWarned: 0,
})

async function keepRows(tx: Tx, tenantId: string, rows: WatchRow[], now: Date) {
  const column = <Column extends keyof WatchRow>(name: Column) => rows.map((row) => row[name])
  const json = (name: 'signs' | 'riskReasons' | 'chainReasons') => rows.map((row) => JSON.stringify(row[name]))
  await sql`
    update case_watch w set next_look_at = r.next_look_at, looked_at = ${now}::timestamptz, signs = r.signs, risk = r.risk, risk_basis = r.basis,
      risk_model_id = r.model_id, risk_reasons = r.risk_reasons, risk_warned = r.risk_warned, chain_points = r.chain_points,
      chain_reasons = r.chain_reasons, chain_warned = r.chain_warned
    from unnest(${column('id')}::uuid[], ${column('nextLookAt')}::timestamptz[], ${json('signs')}::jsonb[], ${column('risk')}::real[],
      ${column('basis')}::text[], ${column('modelId')}::uuid[], ${json('riskReasons')}::jsonb[], ${column('riskWarned')}::boolean[],
      ${column('chainPoints')}::real[], ${json('chainReasons')}::jsonb[], ${column('chainWarned')}::real[])
      as r (id, next_look_at, signs, risk, basis, model_id, risk_reasons, risk_warned, chain_points, chain_reasons, chain_warned)
    where w.tenant_id = ${tenantId} and w.case_id = r.id`.execute(tx)
}
