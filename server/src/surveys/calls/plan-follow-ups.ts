import type { EventKind, FollowUpPlan, FollowUpPlanRule, Severity } from '@zhiwei/contract'
import { sql } from 'kysely'
import { type FeedEvent, systemActor } from '../../cases/index.ts'
import { choosablePeople } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { newId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/jobs.ts'
import { canMail } from '../../platform/mail.ts'
import { surveyMailJob } from '../links/mail-job.ts'
import { ruleFor } from '../plan/rules.ts'
import { planInForce } from '../plan/versions.ts'
import type { SurveySources } from '../sources.ts'
import '../tables.ts'

export const followUpEvents: EventKind[] = ['case.answered', 'case.closed', 'case.withdrawn', 'case.merged']

/** 回访计划: an answered case is followed up as the plan of that moment says; a case that ended needs no call. A reader of the feed, safe to run twice. */
export const planFollowUps =
  (sources: SurveySources) =>
  async (deps: Pick<Deps, 'clock' | 'config'>, tenantId: string, tx: Tx, events: FeedEvent[]): Promise<void> => {
    const answers = new Map(events.filter(({ kind }) => kind === 'case.answered').map((event) => [event.caseId, event]))
    await planAnswered(deps, tenantId, tx, [...answers.values()], sources)
    await endTasksOver(tx, tenantId, [...new Set(events.map(({ caseId }) => caseId))], deps.clock())
  }

type Answered = {
  id: string
  cycle: number
  number: string
  category: string | null
  severity: Severity | null
  customer_id: string | null
  agent_id: string | null
  handler_id: string | null
  process: string | null
  took_part: string[]
  has_mail: boolean
  asked: boolean
}

async function planAnswered(deps: Pick<Deps, 'clock' | 'config'>, tenantId: string, tx: Tx, events: FeedEvent[], sources: SurveySources) {
  if (events.length === 0) return
  const cases = await answeredCases(tx, tenantId, events)
  const plans = new Map<number, FollowUpPlan>()
  const nextCaller = callersOf(tx, tenantId)
  for (const event of events) {
    const complaintCase = cases.get(event.caseId)
    if (complaintCase?.cycle !== event.cycle) continue
    const plan = plans.get(event.at.getTime()) ?? (await planInForce(tx, tenantId, event.at))
    plans.set(event.at.getTime(), plan)
    const rule = ruleFor(plan.rules, complaintCase)
    if (!rule || rule.channel === 'none') continue
    // Who has filled in the survey of this cycle once is called the second time.
    const channel = complaintCase.asked ? 'call' : rule.channel
    const isNew = await planOne({ tx, tenantId, nextCaller, sources, now: deps.clock() }, event, complaintCase, { ...rule, channel })
    if (!isNew || channel === 'call') continue
    const surveyId = await openSurvey(tx, tenantId, event, plan)
    if (surveyId && complaintCase.has_mail && canMail(deps.config)) await enqueue(tx, surveyMailJob, { tenantId, surveyId })
  }
}

type Planning = { tx: Tx; tenantId: string; nextCaller: NextCaller; sources: SurveySources; now: Date }

async function planOne(
  { tx, tenantId, nextCaller, sources, now }: Planning,
  event: FeedEvent,
  complaintCase: Answered,
  rule: FollowUpPlanRule,
) {
  const owner = await nextCaller(rule.unitId, complaintCase.took_part)
  const unitId = rule.unitId ?? owner?.unitId ?? null
  const after = (minutes: number) => sources.workingDueAt(tx, tenantId, { unitId, startedAt: event.at, minutes })
  const dueAt = await after(rule.dueMinutes)
  const id = newId()
  const inserted = await tx
    .insertInto('follow_up_task')
    .values({
      tenant_id: tenantId,
      id,
      case_id: event.caseId,
      cycle: event.cycle,
      answer_no: event.no,
      at: event.at,
      channel: rule.channel,
      owner_id: owner?.id ?? null,
      unit_id: rule.unitId,
      opens_at: rule.afterMinutes === 0 ? event.at : await after(rule.afterMinutes),
      due_at: dueAt,
      first_due_at: dueAt,
      tries: rule.tries,
      retry_minutes: rule.retryMinutes,
      ended: null,
      done_at: null,
      done_by: null,
      overdue_told_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  if (inserted.length === 0) return false
  const facts = { followUpId: id, number: complaintCase.number, dueAt: dueAt.toISOString() }
  if (owner && rule.channel === 'call')
    await sources.tell(tx, tenantId, [{ userId: owner.id, key: `followUp ${id}`, kind: 'followUpGiven', at: now, facts }], now)
  return true
}

/** The survey of a case and cycle, made once. */
export async function openSurvey(
  tx: Tx,
  tenantId: string,
  { caseId, cycle, at }: Pick<FeedEvent, 'caseId' | 'cycle' | 'at'>,
  { survey }: FollowUpPlan,
): Promise<string | null> {
  const id = newId()
  const made = await tx
    .insertInto('survey')
    .values({
      tenant_id: tenantId,
      id,
      case_id: caseId,
      cycle,
      at,
      expires_at: new Date(at.getTime() + survey.validDays * 86_400_000),
      servqual: survey.servqual,
      nps_asked: survey.nps,
      state: 'toSend',
      asked_at: null,
      last_asked_at: null,
      answered_at: null,
      solved: null,
      satisfaction: null,
      nps: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return made?.id ?? null
}

/** Cases that still wait for the customer's word; what they are and who had a part in them. */
async function answeredCases(tx: Tx, tenantId: string, events: FeedEvent[]): Promise<Map<string, Answered>> {
  const { rows } = await sql<Answered>`
    select c.id, c.cycle, c.number, c.category, c.severity, c.customer_id, c.agent_id, c.handler_id,
      case when v.id is null then null else coalesce(v.category, 'company') end as process,
      array(select distinct e.actor_id::text from case_event e where e.tenant_id = c.tenant_id and e.case_id = c.id and e.actor_id is not null
        and e.kind in ('case.answered', 'case.returned', 'case.receipted')) || array_remove(array[c.agent_id::text, c.handler_id::text], null) as took_part,
      exists (select 1 from contact_point p where p.tenant_id = c.tenant_id and p.customer_id = c.customer_id and p.kind = 'email') as has_mail,
      exists (select 1 from survey s where s.tenant_id = c.tenant_id and s.case_id = c.id and s.cycle = c.cycle and s.state = 'answered') as asked
    from complaint_case c left join process_version v on v.tenant_id = c.tenant_id and v.id = c.process_version_id
    where c.tenant_id = ${tenantId} and c.id = any(${events.map(({ caseId }) => caseId)}::uuid[])
      and c.status = 'answered' and c.origin = 'live' and c.merged_into is null and c.erased_at is null`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

type Caller = { id: string; unitId: string | null; open: number }
type NextCaller = (unitId: string | null, except: readonly string[]) => Promise<Caller | undefined>

/** 轮派: to whom has the fewest open follow-ups, and never to whom the case was in hand. */
function callersOf(tx: Tx, tenantId: string): NextCaller {
  const lists = new Map<string, Caller[]>()
  return async (unitId, except) => {
    const list = lists.get(unitId ?? '') ?? (await readCallers(tx, tenantId, unitId))
    lists.set(unitId ?? '', list)
    const [chosen] = list.filter(({ id }) => !except.includes(id)).sort((a, b) => a.open - b.open || a.id.localeCompare(b.id))
    if (chosen) chosen.open += 1
    return chosen
  }
}

async function readCallers(tx: Tx, tenantId: string, unitId: string | null): Promise<Caller[]> {
  const people = await choosablePeople(tx, systemActor(tenantId), { permission: 'cases:followUp', ...(unitId && { unitId }) })
  const { rows } = await sql<{ owner_id: string; open: number }>`
    select owner_id, count(*)::int as open from follow_up_task
    where tenant_id = ${tenantId} and ended is null and owner_id = any(${people.map(({ id }) => id)}::uuid[]) group by owner_id`.execute(tx)
  const open = new Map(rows.map((row) => [row.owner_id, row.open]))
  return people.map((person) => ({ id: person.id, unitId: person.unitId, open: open.get(person.id) ?? 0 }))
}

/** Nobody is called about a case that has gone on. */
async function endTasksOver(tx: Tx, tenantId: string, caseIds: string[], now: Date) {
  await sql`
    update follow_up_task t set ended = 'moved', done_at = ${now}, version = t.version + 1
    from complaint_case c
    where t.tenant_id = ${tenantId} and t.ended is null and t.case_id = any(${caseIds}::uuid[])
      and c.tenant_id = t.tenant_id and c.id = t.case_id
      and (c.status <> 'answered' or c.cycle <> t.cycle or c.merged_into is not null)`.execute(tx)
}
