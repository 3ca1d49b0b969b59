import type { EventKind } from '@zhiwei/contract'
import { sql } from 'kysely'
import { type Act, type Case, type FeedEvent, isOpen, lockCase, recordEvent, systemActor } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { type CallList, callListOf, peopleCalled } from '../on-call/who.ts'
import { rowOver } from '../queries.ts'
import { storedRules } from './rule-settings.ts'
import { type EscalationFacts, type Rule, rulesMet } from './rules.ts'

/** Every event after which a rule may be met that was not met before. */
export const escalationEvents: EventKind[] = [
  'complaint.received',
  'case.classified',
  'case.stageChanged',
  'case.linked',
  'case.reminded',
  'case.sentBack',
  'case.reopened',
  'sla.due_soon',
  'sla.breached',
]

/** 按规则升级: raises cases whose facts meet a rule, each rule once a cycle; a reader of the feed, safe to run twice. */
export async function raiseByRules(deps: Deps, tenantId: string, tx: Tx, events: FeedEvent[]) {
  const rules = (await storedRules(tx, tenantId)).filter(({ active }) => active).map(ruleOf)
  if (rules.length === 0) return
  const byCase = Map.groupBy(events, ({ caseId }) => caseId)
  const act: Act = { tx, keys: deps.keys, actor: systemActor(tenantId), now: deps.clock() }
  const cases = await findCases(tx, tenantId, [...byCase.keys()])
  const repeats = rules.some(({ trigger }) => trigger === 'repeats') ? await repeatsOf(tx, tenantId, cases) : new Map<string, number>()
  const fired = await firedOf(tx, tenantId, [...byCase.keys()])
  let list: CallList | undefined
  for (const complaintCase of cases) {
    const happened = (byCase.get(complaintCase.id) ?? []).filter(({ cycle }) => cycle === complaintCase.cycle)
    const at = happened.at(-1)?.at
    if (!at || !isOpen(complaintCase.status) || complaintCase.origin !== 'live' || complaintCase.merged_into !== null) continue
    const facts = { ...factsOf(complaintCase, happened), repeats: repeats.get(complaintCase.id) ?? 0 }
    const met = rulesMet(rules, facts, fired.get(`${complaintCase.id} ${complaintCase.cycle}`) ?? new Set(), at)
    if (met.length === 0) continue
    list ??= await callListOf(tx, tenantId)
    await raise(act, complaintCase.id, met, list)
  }
}

const ruleOf = (row: Awaited<ReturnType<typeof storedRules>>[number]): Rule => ({
  id: row.id,
  trigger: row.trigger,
  regime: row.regime,
  atLeast: row.at_least,
  toLevel: row.to_level,
  effectiveFrom: row.effective_from,
  active: row.active,
})

/** Every clock an event tells of: the first one, and those that came due with it. */
function clocksOf({ kind, facts }: FeedEvent): EscalationFacts['clocks'] {
  const told = [facts, ...(Array.isArray(facts.also) ? (facts.also as Record<string, unknown>[]) : [])]
  return told.map(({ regime, percent }) => ({
    regime: String(regime),
    percent: typeof percent === 'number' ? percent : kind === 'sla.breached' ? 100 : 0,
  }))
}

const factsOf = (complaintCase: Case, happened: FeedEvent[]): EscalationFacts => ({
  clocks: happened.filter(({ kind }) => kind === 'sla.due_soon' || kind === 'sla.breached').flatMap(clocksOf),
  stage: complaintCase.stage,
  severity: complaintCase.severity,
  reminders: complaintCase.reminders,
  repeats: 0,
  sendBacks: complaintCase.send_backs,
  regulator: complaintCase.regulator !== null || complaintCase.channel === 'regulator',
})

/** Records the rules as fired, and one escalation to the highest of their levels when that lies above the case's. */
async function raise(act: Act, caseId: string, met: Rule[], list: CallList) {
  const { tx, actor, now } = act
  const complaintCase = await lockCase(act, caseId)
  const [highest] = met
  if (!highest || !isOpen(complaintCase.status)) return
  const fromLevel = complaintCase.escalation_level
  const raised = highest.toLevel > fromLevel
  await tx
    .insertInto('escalation_fired')
    .values(
      met.map(({ id }) => ({
        tenant_id: actor.tenantId,
        case_id: caseId,
        cycle: complaintCase.cycle,
        rule_id: id,
        at: now,
        raised: raised && id === highest.id,
      })),
    )
    .execute()
  if (!raised) return
  const { userIds: calledIds } = peopleCalled(list, complaintCase.unit_id, highest.toLevel, now)
  const facts = { fromLevel, toLevel: highest.toLevel, rule: highest.id, trigger: highest.trigger, calledIds }
  const after = await recordEvent(act, complaintCase, { kind: 'case.escalated', facts }, { escalation_level: highest.toLevel })
  await tx
    .insertInto('escalation')
    .values({ ...rowOver(act, after), from_level: fromLevel, to_level: highest.toLevel, rule_id: highest.id })
    .execute()
}

/** In the order of ids, as everybody locks them. */
const findCases = (tx: Tx, tenantId: string, ids: string[]): Promise<Case[]> =>
  tx.selectFrom('complaint_case').selectAll().where('tenant_id', '=', tenantId).where('id', 'in', ids).orderBy('id').execute()

async function firedOf(tx: Tx, tenantId: string, caseIds: string[]): Promise<Map<string, Set<string>>> {
  const rows = await tx
    .selectFrom('escalation_fired')
    .select(['case_id', 'cycle', 'rule_id'])
    .where('tenant_id', '=', tenantId)
    .where('case_id', 'in', caseIds)
    .execute()
  const groups = Map.groupBy(rows, (row) => `${row.case_id} ${row.cycle}`)
  return new Map([...groups].map(([key, fired]) => [key, new Set(fired.map(({ rule_id }) => rule_id))]))
}

/** 重复: other complaints of the same customer that say the same, for cases that repeat one. */
async function repeatsOf(tx: Tx, tenantId: string, cases: Case[]): Promise<Map<string, number>> {
  const repeating = cases.filter(({ duplicate_of, customer_id }) => duplicate_of !== null && customer_id !== null).map(({ id }) => id)
  if (repeating.length === 0) return new Map()
  const { rows } = await sql<{ id: string; count: number }>`
    select c.id, count(*) as count from complaint_case c join complaint_case o
      on o.tenant_id = c.tenant_id and o.customer_id = c.customer_id and o.id <> c.id
      and (o.id = c.duplicate_of or o.duplicate_of = c.duplicate_of)
    where c.tenant_id = ${tenantId} and c.id = any(${repeating}::uuid[]) group by c.id`.execute(tx)
  return new Map(rows.map((row) => [row.id, row.count]))
}
