import type { WarningFacts, WarningKind, WarningLevel, WarningRuleDefinition } from '@zhiwei/contract'
import { type Selectable, sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { addEvents } from './events.ts'
import { keepRows } from './kept-rows.ts'
import { caseCountOf, dueAfter, earlier, repeat } from './repeat.ts'
import { levelFor, levelOf, peaksOf, rankOf, withDerived } from './rules.ts'
import type { WarningTable } from './tables.ts'
import { rulesInForce } from './versions.ts'

export type { WarningKind, WarningLevel }

export type Raise = {
  kind: WarningKind
  /** What it is about, stable: the open warning of the same kind and key takes a repeat instead of a new one. */
  key: string
  /** What people see: `华东·冰箱·异响`, a case number; no personal data. */
  subject: string
  /** Figures the rules of levels and the page read: observed, expected, low, high, stage, score, people, days, words[] … */
  facts: WarningFacts
  /** The rows behind it, newest first; 200 are kept, `facts.cases` counts all. */
  caseIds: string[]
  contactIds?: string[]
  unitId?: string | null
  /** Onset: lead time and delay count from here. */
  firstSeenAt: Date
}
export type Raised = { kind: WarningKind; key: string; warningId: string; isNew: boolean; level: WarningLevel }

export type Open = Selectable<WarningTable>
export type Judged = Raise & { level: WarningLevel; rules: WarningRuleDefinition }

const atOnce = 500

/**
 * 预警: raises what detectors found. The open warning of the same kind and key takes in a repeat, which may raise its level and never
 * lowers it; what the rules want no warning of, and what was cleared a short while ago at the same level or a higher one, is not in the
 * answer. Owners and notices follow by the schedule. Safe to run twice: a repeat with the same rows and facts only counts.
 * Source: docs/rules/warnings.md
 */
export async function raiseWarnings(tx: Tx, tenantId: string, raises: Raise[], now: Date): Promise<Raised[]> {
  const wanted = await judged(tx, tenantId, raises, now)
  const raised: Raised[] = []
  for (let at = 0; at < wanted.length; at += atOnce) raised.push(...(await raiseJudged(tx, tenantId, wanted.slice(at, at + atOnce), now)))
  return raised
}

async function raiseJudged(tx: Tx, tenantId: string, wanted: Judged[], now: Date): Promise<Raised[]> {
  const open = await openOf(tx, tenantId, wanted)
  const resting = await restingOf(
    tx,
    tenantId,
    wanted.filter((raise) => !open.has(nameOf(raise))),
    now,
  )
  const counted = wanted.filter((raise) => !resting.has(nameOf(raise)))
  const made = await insertNew(
    tx,
    tenantId,
    counted.filter((raise) => !open.has(nameOf(raise))),
    now,
  )
  const raised: Raised[] = []
  const rows: (Raise & { warningId: string })[] = []
  for (const raise of counted) {
    const before = open.get(nameOf(raise))
    const own = before ? { id: before.id, level: await repeat(tx, tenantId, before, raise, now) } : made.get(nameOf(raise))
    const { id, level } = own ?? (await repeatOfTwin(tx, tenantId, raise, now))
    rows.push({ ...raise, warningId: id })
    raised.push({ kind: raise.kind, key: raise.key, warningId: id, isNew: !before && own !== undefined, level: levelOf(level) })
  }
  await keepRows(tx, tenantId, rows, now)
  return raised
}

const nameOf = ({ kind, key }: { kind: string; key: string }) => `${kind} ${key}`

/** Raises of one kind and key in a call are one, the last one's facts over the earlier ones'; in a fixed order, so that two calls do not lock each other out. */
async function judged(tx: Tx, tenantId: string, raises: Raise[], now: Date): Promise<Judged[]> {
  const rulesOf = await rulesInForce(tx, tenantId, now)
  const merged = new Map<string, Raise>()
  for (const raise of raises) {
    const before = merged.get(nameOf(raise))
    merged.set(nameOf(raise), {
      ...raise,
      facts: { ...before?.facts, ...withDerived(raise.facts) },
      caseIds: [...new Set([...raise.caseIds, ...(before?.caseIds ?? [])])],
      contactIds: [...new Set([...(raise.contactIds ?? []), ...(before?.contactIds ?? [])])],
      firstSeenAt: earlier(before?.firstSeenAt ?? raise.firstSeenAt, raise.firstSeenAt),
    })
  }
  return [...merged.values()]
    .sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1))
    .flatMap((raise) => {
      const rules = rulesOf(raise.kind)
      const level = levelFor(raise.facts, rules)
      return level ? [{ ...raise, level, rules }] : []
    })
}

/** Open warnings by kind and key, locked; a key that was merged into another warning stands for that one. */
async function openOf(tx: Tx, tenantId: string, raises: Judged[]): Promise<Map<string, Open>> {
  const kinds = raises.map(({ kind }) => kind)
  const keys = raises.map(({ key }) => key)
  const { rows } = await sql<Open & { said: string }>`
    with asked as (select distinct a.kind, a.key from unnest(${kinds}::text[], ${keys}::text[]) as a (kind, key)),
    hit as (
      select a.kind || ' ' || a.key as said, w.id from asked a
      join warning w on w.tenant_id = ${tenantId} and w.kind = a.kind and w.key = a.key and w.cleared_at is null
      union all
      select a.kind || ' ' || a.key, s.id from asked a
      join warning m on m.tenant_id = ${tenantId} and m.kind = a.kind and m.key = a.key and m.merged_into is not null
      join warning s on s.tenant_id = m.tenant_id and s.id = m.merged_into and s.cleared_at is null)
    select w.*, hit.said from warning w join hit on hit.id = w.id where w.tenant_id = ${tenantId} order by w.id for update of w`.execute(tx)
  return new Map(rows.map((row) => [row.said, row]))
}

/** Cleared a short while ago, and not higher now than then. */
async function restingOf(tx: Tx, tenantId: string, raises: Judged[], now: Date): Promise<Set<string>> {
  if (raises.length === 0) return new Set()
  const rows = await tx
    .selectFrom('warning')
    .select(['kind', 'key', 'level', 'cleared_at'])
    .where('tenant_id', '=', tenantId)
    .where('kind', 'in', [...new Set(raises.map(({ kind }) => kind))])
    .where(
      'key',
      'in',
      raises.map(({ key }) => key),
    )
    .where('cleared_at', 'is not', null)
    .execute()
  const by = Map.groupBy(rows, nameOf)
  const rests = raises.filter((raise) =>
    (by.get(nameOf(raise)) ?? []).some(
      ({ level, cleared_at: clearedAt }) =>
        clearedAt && now.getTime() < clearedAt.getTime() + raise.rules.restHours * 3_600_000 && rankOf(raise.level) <= level,
    ),
  )
  return new Set(rests.map(nameOf))
}

/** By kind and key; without those that a twin has just made. */
async function insertNew(tx: Tx, tenantId: string, raises: Judged[], now: Date): Promise<Map<string, { id: string; level: number }>> {
  if (raises.length === 0) return new Map()
  const rows = await tx
    .insertInto('warning')
    .values(raises.map((raise) => newRow(tenantId, raise, now)))
    .onConflict((conflict) => conflict.columns(['tenant_id', 'kind', 'key']).where('cleared_at', 'is', null).doNothing())
    .returning(['id', 'kind', 'key', 'level'])
    .execute()
  const made = new Map(rows.map((row) => [nameOf(row), row]))
  await addEvents(
    tx,
    tenantId,
    raises.flatMap((raise) => {
      const row = made.get(nameOf(raise))
      return row ? [{ warningId: row.id, kind: 'raised' as const, at: now, facts: { level: raise.level, ...raise.facts } }] : []
    }),
  )
  return made
}

const newRow = (tenantId: string, raise: Judged, now: Date) => ({
  tenant_id: tenantId,
  id: newId(),
  kind: raise.kind,
  key: raise.key,
  subject: raise.subject.slice(0, 200),
  level: rankOf(raise.level),
  facts: JSON.stringify(raise.facts),
  peaks: JSON.stringify(peaksOf({}, raise.facts)),
  case_count: caseCountOf(raise, 0),
  unit_id: raise.unitId ?? null,
  owner_id: null,
  called_level: raise.rules.calls[raise.level],
  at: now,
  first_seen_at: raise.firstSeenAt,
  last_at: now,
  repeats: 0,
  acknowledge_due_at: dueAfter(now, raise.rules, raise.level),
  acknowledged_at: null,
  acknowledged_by: null,
  verdict: null,
  labelled_at: null,
  snoozed_until: null,
  cleared_at: null,
  merged_into: null,
  tell: 'new' as const,
})

/** Somebody else made it between our look and our row. */
async function repeatOfTwin(tx: Tx, tenantId: string, raise: Judged, now: Date) {
  const row = (await openOf(tx, tenantId, [raise])).get(nameOf(raise))
  if (!row) throw new Error(`the open warning ${nameOf(raise)} is gone`)
  return { id: row.id, isNew: false, level: await repeat(tx, tenantId, row, raise, now) }
}
