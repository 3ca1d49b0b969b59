import { ServqualDimension } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import { sql } from 'kysely'
import { type Act, type FeedEvent, systemActor } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { newId } from '../../platform/ids.ts'
import { careForLowScore, planFollowUps, shippedPlan } from '../../surveys/index.ts'
import { surveySources } from '../../surveys-sources.ts'
import { type Random, randomFrom } from '../random.ts'
import { comments, unsolved } from '../words/surveys.ts'

// 回访与满意度 of the last months: the company's plan, who is to be called now, what customers filled in, and what came of low scores.

const daysTold = 150
const dayMs = 86_400_000
const hourMs = 3_600_000
const seed = 4_711
/** The company lets a repair hold some days before it asks. */
const companyDueMinutes = [1_440, 2_880, 4_320]
/** Low scores older than this have been looked at. */
const decidedAfterMs = 10 * dayMs

export async function writeFollowUps(deps: Deps, tx: Tx, tenantId: string, begun: Date, now: Date) {
  const random = randomFrom(seed)
  await writePlan(tx, tenantId, begun)
  await planOpen(deps, tx, tenantId, now)
  await writeSurveys(deps, tx, tenantId, now, random)
  await careForOne(deps, tx, tenantId, now)
}

/** Graver cases are called by people who had no part in them; the rest get a link first. */
async function writePlan(tx: Tx, tenantId: string, begun: Date) {
  const unit = await tx
    .selectFrom('unit')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('code', '=', 'followUp')
    .executeTakeFirstOrThrow()
  const definition = {
    ...shippedPlan,
    rules: shippedPlan.rules.map((rule, at) => ({ ...rule, dueMinutes: companyDueMinutes[at] ?? rule.dueMinutes, unitId: unit.id })),
  }
  await tx
    .insertInto('follow_up_plan')
    .values({
      tenant_id: tenantId,
      id: newId(),
      effective_from: begun,
      definition: JSON.stringify(definition),
      reason: '由回访督办组统一回访，经手的人不回访自己的工单',
      made_at: begun,
      made_by: null,
    })
    .execute()
}

/** What was answered and not yet followed up, planned by the same reader as in service. */
async function planOpen(deps: Deps, tx: Tx, tenantId: string, now: Date) {
  const { rows } = await sql<FeedEvent>`
    select distinct on (e.case_id) e.seq, e.case_id as "caseId", e.no, e.kind, e.cycle, e.at, e.actor_id as "actorId", e.facts
    from case_event e join complaint_case c on c.tenant_id = e.tenant_id and c.id = e.case_id and c.status = 'answered'
    where e.tenant_id = ${tenantId} and e.kind = 'case.answered' order by e.case_id, e.no desc`.execute(tx)
  await planFollowUps({ ...surveySources, tell: async () => {} })({ clock: () => now, config: deps.config }, tenantId, tx, rows)
  await sql`
    update follow_up_task t set attempts = least(t.tries - 1, (select count(*) from follow_up f
      where f.tenant_id = t.tenant_id and f.case_id = t.case_id and f.cycle = t.cycle and f.verdict = 'unreached' and f.at >= t.at))
    where t.tenant_id = ${tenantId} and t.ended is null`.execute(tx)
  // Nobody is reminded of what is long known.
  await sql`update follow_up_task set overdue_told_at = ${now} where tenant_id = ${tenantId} and ended is null and due_at <= ${now}`.execute(
    tx,
  )
}

type Asked = {
  id: string
  cycle: number
  answered_at: Date
  closed_at: Date
  reopened: boolean
  satisfaction: number | null
  supervisor_id: string | null
}

async function casesAsked(tx: Tx, tenantId: string, since: Date): Promise<Asked[]> {
  const { rows } = await sql<Asked>`
    select c.id, y.cycle, a.at as answered_at, y.closed_at, c.cycle > y.cycle as reopened,
      (select f.satisfaction from follow_up f where f.tenant_id = c.tenant_id and f.case_id = c.id and f.cycle = y.cycle
        order by f.event_no desc limit 1) as satisfaction,
      (select u.id from user_account u where u.tenant_id = c.tenant_id and u.username = 'shi.lihua') as supervisor_id
    from case_cycle y join complaint_case c on c.tenant_id = y.tenant_id and c.id = y.case_id
    join lateral (select at from answer a where a.tenant_id = c.tenant_id and a.case_id = c.id and a.cycle = y.cycle order by a.event_no desc limit 1) a on true
    where y.tenant_id = ${tenantId} and y.closed_at >= ${since} and c.status in ('closed', 'archived', 'handling', 'answered', 'confirmed')
      and c.origin = 'live' and c.merged_into is null
    order by y.closed_at, c.id`.execute(tx)
  return rows
}

/** Half are asked by link; of these somewhat less than half fill it in. */
async function writeSurveys({ keys }: Deps, tx: Tx, tenantId: string, now: Date, random: Random) {
  const surveys: object[] = []
  const texts: { survey_id: string; said: Record<string, string> }[] = []
  const low: object[] = []
  for (const asked of await casesAsked(tx, tenantId, new Date(now.getTime() - daysTold * dayMs))) {
    if (!random.chance(asked.reopened ? 0.9 : 0.5)) continue
    const id = newId()
    const at = new Date(asked.answered_at.getTime() + hourMs)
    const answeredAt = new Date(Math.max(at.getTime(), asked.closed_at.getTime()) + random.skewed(0.5, 90) * hourMs)
    const fills = answeredAt < now && random.chance(asked.reopened ? 0.95 : 0.43)
    const expiresAt = new Date(Math.max(at.getTime() + 14 * dayMs, answeredAt.getTime() + hourMs))
    const answer = fills ? answerOf(random, asked) : null
    surveys.push({
      tenant_id: tenantId,
      id,
      case_id: asked.id,
      cycle: asked.cycle,
      at,
      expires_at: expiresAt,
      servqual: true,
      nps_asked: true,
      state: answer ? 'answered' : expiresAt <= now ? 'expired' : 'sent',
      asked_at: at,
      last_asked_at: at,
      mailed: false,
      reminded: 0,
      answered_at: answer ? answeredAt : null,
      solved: answer?.solved ?? null,
      satisfaction: answer?.satisfaction ?? null,
      nps: answer?.nps ?? null,
      expected: answer?.expected ? JSON.stringify(answer.expected) : null,
      perceived: answer?.perceived ? JSON.stringify(answer.perceived) : null,
    })
    if (!answer) continue
    if (Object.keys(answer.said).length > 0) texts.push({ survey_id: id, said: answer.said })
    if (answer.solved && answer.satisfaction > shippedPlan.lowAt) continue
    const isDecided = asked.reopened || answeredAt.getTime() < now.getTime() - decidedAfterMs
    low.push({
      tenant_id: tenantId,
      id: newId(),
      case_id: asked.id,
      cycle: asked.cycle,
      at: answeredAt,
      survey_id: id,
      follow_up_id: null,
      satisfaction: answer.satisfaction,
      solved: answer.solved,
      state: asked.reopened ? 'reopened' : isDecided ? 'dismissed' : 'open',
      decided_at: isDecided ? new Date(answeredAt.getTime() + random.between(2, 40) * hourMs) : null,
      decided_by: isDecided ? asked.supervisor_id : null,
      reason:
        isDecided && !asked.reopened
          ? random.pick(['已电话致歉并说明，客户不要求再办', '客户确认已解决，对等待时间不满，已转流程改进'])
          : null,
      contact_id: null,
    })
  }
  const masked = (said: Record<string, string>) =>
    JSON.stringify(Object.fromEntries(Object.entries(said).map(([field, text]) => [field, maskPersonalData(text).masked])))
  if (surveys.length > 0)
    await tx
      .insertInto('survey')
      .values(surveys as never)
      .execute()
  if (texts.length > 0)
    await tx
      .insertInto('survey_text')
      .values(
        texts.map(({ survey_id, said }) => ({
          tenant_id: tenantId,
          survey_id,
          masked: masked(said),
          cipher: keys.encrypt(JSON.stringify(said)),
        })),
      )
      .execute()
  if (low.length > 0)
    await tx
      .insertInto('low_score')
      .values(low as never)
      .execute()
}

/** Who had to be opened anew was not content; others mostly say by link what they said on the phone. */
function answerOf(random: Random, { reopened, satisfaction: onPhone }: Asked) {
  const usual =
    onPhone ??
    random.weighted([
      [30, 5],
      [38, 4],
      [18, 3],
      [8, 2],
      [6, 1],
    ] as const)
  const satisfaction = reopened ? random.whole(1, 2) : Math.max(1, Math.min(5, usual + (random.chance(0.12) ? -1 : 0)))
  const solved = reopened ? random.chance(0.2) : satisfaction > 2 || random.chance(0.55)
  const tone = satisfaction >= 4 ? 'good' : satisfaction === 3 ? 'middle' : 'bad'
  const said = {
    ...(random.chance(tone === 'bad' ? 0.75 : 0.35) && { comment: random.pick(comments[tone]) }),
    ...(!solved && { unsolved: random.pick(unsolved) }),
  }
  const score = (mean: number) => Math.max(1, Math.min(5, Math.round(mean + random.between(-0.9, 0.9))))
  // Promptness is where this company falls short.
  const scores = (mean: number, prompt: number) =>
    Object.fromEntries(ServqualDimension.options.map((name) => [name, score(name === 'responsiveness' ? prompt : mean)]))
  const inDetail = random.chance(0.45)
  return {
    satisfaction,
    solved,
    nps: random.chance(0.7) ? Math.max(0, Math.min(10, satisfaction * 2 + random.whole(-1, 1))) : null,
    said,
    expected: inDetail ? scores(4.3, 4.6) : null,
    perceived: inDetail ? scores(satisfaction + 0.2, satisfaction - 0.6) : null,
  }
}

/** One unhappy customer is given to the care group by the supervisor, by the same act as in service. */
async function careForOne({ keys }: Deps, tx: Tx, tenantId: string, now: Date) {
  const { rows } = await sql<{ id: string; user_id: string }>`
    select l.id, u.id as user_id from low_score l
    join complaint_case c on c.tenant_id = l.tenant_id and c.id = l.case_id and c.status = 'closed' and c.customer_id is not null
    join user_account u on u.tenant_id = l.tenant_id and u.username = 'shi.lihua'
    where l.tenant_id = ${tenantId} and l.state = 'open' and l.solved order by l.at limit 1`.execute(tx)
  const [found] = rows
  if (!found) return
  const permissions: Act['actor']['permissions'] = new Set(['cases:read', 'surveys:read', 'care:handle'])
  const act: Act = { tx, keys, actor: { ...systemActor(tenantId), userId: found.user_id, permissions }, now }
  await careForLowScore(act, found.id, { reason: '解决了，但客户很失望，请关怀' }, surveySources)
}
