import type { CaseDetail, Clock, SuspendCause } from '@zhiwei/contract'
import { sql } from 'kysely'
import { personNamed, textOfEvent } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import { dueAt, type WorkCalendar, workingBetween } from './calendar/index.ts'
import { type CalendarBook, calendarBook } from './calendars/book.ts'
import { type RuleBook, type RuleInTime, ruleBook, rulesFor } from './clock-rules/rule-book.ts'
import { limitSteps } from './limits.ts'
import { type StoredClock, storedClocksOf } from './queries.ts'

type Pause = { from: Date; to: Date | null; cause: SuspendCause; reason: string }
type Shown = { book: CalendarBook; rules: RuleBook; unitId: string | null; pauses: Pause[]; extensions: Extension[]; now: Date }

/** What the case page shows of this module: the clocks of the present cycle, earliest first, then what authorities owe. */
export async function slaPart(tx: Tx, tenantId: string, caseId: string, now: Date): Promise<Pick<CaseDetail, 'clocks'>> {
  const clocks = (await storedClocksOf(tx, tenantId, [caseId])).get(caseId) ?? []
  const complaintCase = await tx
    .selectFrom('complaint_case')
    .select(['unit_id', 'regulator', 'received_at', 'accepted_at', 'cycle'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', caseId)
    .executeTakeFirst()
  if (!complaintCase || clocks.length === 0) return { clocks: [] }
  const book = await calendarBook(tx, tenantId)
  const rules = await ruleBook(tx, tenantId, book.company.zone)
  const pauses = await pausesOf(tx, tenantId, caseId, complaintCase.cycle)
  const extensions = await extensionsOf(tx, tenantId, caseId, complaintCase.cycle)
  const seen: Shown = { book, rules, unitId: complaintCase.unit_id, pauses, extensions, now }
  const dueMs = ({ due_at }: StoredClock) => due_at?.getTime() ?? Number.POSITIVE_INFINITY
  const own = clocks.sort((one, other) => dueMs(one) - dueMs(other)).map((clock) => shown(clock, seen))
  return { clocks: [...own, ...expectedOf(complaintCase, seen)] }
}

function shown(clock: StoredClock, seen: Shown): Clock {
  const known = seen.rules.rules.find(({ rule }) => rule.code === clock.rule_code)?.rule
  const isStopped = (pause: Pause) =>
    clock.regime !== 'regulator' &&
    (clock.rule_code === null || (known?.suspendCauses ?? []).includes(pause.cause)) &&
    (pause.to === null || pause.to > clock.started_at) &&
    (clock.due_at === null || pause.from <= clock.due_at) &&
    (clock.ended_at === null || pause.from < clock.ended_at)
  const open = clock.state === 'paused' && clock.paused_at ? stoppedSince(clock, clock.paused_at, seen) : 0
  return {
    id: clock.id,
    regime: clock.regime,
    step: clock.step,
    name: known ? { regime: known.regimeName, regimeEn: known.regimeNameEn, step: known.stepName, stepEn: known.stepNameEn } : null,
    duty: known?.duty ?? 'company',
    startedAt: clock.started_at.toISOString(),
    dueAt: clock.due_at?.toISOString() ?? null,
    state: clock.state,
    pausedMinutes: Math.floor((clock.paused_seconds + open) / 60),
    endedAt: clock.ended_at?.toISOString() ?? null,
    breachedAt: clock.breached_at?.toISOString() ?? null,
    amount: clock.amount,
    unit: clock.unit,
    percentTold: clock.told_percent,
    pauses: seen.pauses.filter(isStopped).map(({ from, to, cause, reason }) => ({
      from: from.toISOString(),
      to: to?.toISOString() ?? null,
      cause,
      reason,
    })),
    extensions: seen.extensions
      .filter(({ regime, step, at }) => regime === clock.regime && step === clock.step && at >= clock.started_at)
      .map(({ at, by, from, to, reason, customerTold }) => ({
        at: at.toISOString(),
        by,
        from: from?.toISOString() ?? null,
        to: to.toISOString(),
        reason,
        customerTold,
      })),
    extensionRule: known?.extension ?? null,
    source: known?.source ?? null,
    confidence: known?.confidence ?? null,
    assumed: clock.assumed,
  }
}

/** Seconds of its own time by which the pause that has not ended yet stops a clock. */
function stoppedSince({ unit, step, rule_code }: StoredClock, from: Date, { book, unitId, now }: Shown): number {
  if (now <= from) return 0
  if (!unit?.startsWith('working')) return (now.getTime() - from.getTime()) / 1_000
  const ofUnit = rule_code === null && (limitSteps as Record<string, { countedBy: string }>)[step]?.countedBy === 'unit'
  return workingBetween(ofUnit ? book.of(unitId) : book.company, from, now).minutes * 60
}

type Referred = { regulator: { authority: string } | null; received_at: Date; accepted_at: Date | null }

/** 预计时间: when an authority owes its own part, reckoned from what this system sees; no clock, and nobody here is late by it. */
function expectedOf({ regulator, received_at, accepted_at }: Referred, { rules, book }: Shown): Clock[] {
  if (!regulator) return []
  return rulesFor(rules, regulator.authority).flatMap((known): Clock[] => {
    const startedAt =
      known.rule.startsOn === 'complaint.received' ? received_at : known.rule.startsOn === 'case.accepted' ? accepted_at : null
    if (known.effect !== 'expected' || startedAt === null || !holdsAt(known, startedAt)) return []
    return [expected(known, startedAt, book.company)]
  })
}

const holdsAt = ({ from, until }: RuleInTime, at: Date) => (from === null || from <= at) && (until === null || at < until)

function expected({ rule }: RuleInTime, startedAt: Date, calendar: WorkCalendar): Clock {
  const { amount, unit } = rule
  const due = amount !== null && unit !== null ? dueAt({ amount, unit }, startedAt, [], calendar) : null
  return {
    id: null,
    regime: rule.regime,
    step: rule.step,
    name: { regime: rule.regimeName, regimeEn: rule.regimeNameEn, step: rule.stepName, stepEn: rule.stepNameEn },
    duty: rule.duty,
    startedAt: startedAt.toISOString(),
    dueAt: due?.dueAt?.toISOString() ?? null,
    state: 'expected',
    pausedMinutes: 0,
    endedAt: null,
    breachedAt: null,
    amount,
    unit,
    percentTold: 0,
    pauses: [],
    extensions: [],
    extensionRule: rule.extension,
    source: rule.source,
    confidence: rule.confidence,
    assumed: due?.assumed ?? false,
  }
}

async function pausesOf(tx: Tx, tenantId: string, caseId: string, cycle: number): Promise<Pause[]> {
  const rows = await tx
    .selectFrom('case_event as e')
    .select(['e.kind', 'e.at', 'e.facts'])
    .select(
      sql<
        string | null
      >`(select t.masked ->> 'reason' from case_text t where t.tenant_id = e.tenant_id and t.case_id = e.case_id and t.event_no = e.no)`.as(
        'reason',
      ),
    )
    .where('e.tenant_id', '=', tenantId)
    .where('e.case_id', '=', caseId)
    .where('e.cycle', '=', cycle)
    .where('e.kind', 'in', ['case.suspended', 'case.resumed'])
    .orderBy('e.no')
    .execute()
  const pauses: Pause[] = []
  for (const { kind, at, facts, reason } of rows) {
    const last = pauses.at(-1)
    if (kind === 'case.suspended')
      pauses.push({
        from: at,
        to: null,
        cause: (facts.cause as SuspendCause | undefined) ?? 'other',
        reason: reason ?? '',
      })
    else if (last) last.to = at
  }
  return pauses
}

type Extension = Awaited<ReturnType<typeof extensionsOf>>[number]

async function extensionsOf(tx: Tx, tenantId: string, caseId: string, cycle: number) {
  const rows = await tx
    .selectFrom('extension as x')
    .innerJoin('case_event as e', (join) =>
      join.onRef('e.tenant_id', '=', 'x.tenant_id').onRef('e.case_id', '=', 'x.case_id').onRef('e.no', '=', 'x.event_no'),
    )
    .select(['x.at', 'x.due_before', 'x.due_at', 'e.facts'])
    .select([textOfEvent('x', 'reason').as('reason'), personNamed('x', 'by_id').as('by')])
    .where('x.tenant_id', '=', tenantId)
    .where('x.case_id', '=', caseId)
    .where('x.cycle', '=', cycle)
    .orderBy('x.event_no')
    .execute()
  return rows.map(({ at, due_before, due_at, facts, reason, by }) => ({
    at,
    from: due_before,
    to: due_at,
    reason: reason ?? '',
    by: by?.name ?? null,
    regime: String(facts.regime),
    step: String(facts.step),
    customerTold: facts.customerTold === true,
  }))
}
