import type { PerformanceRules } from '@zhiwei/contract'
import { handsOfPeriod } from '../../analytics/index.ts'
import { recordAudit } from '../../audit/index.ts'
import { isOfPartner, tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { dayOf } from '../../platform/days.ts'
import type { Deps } from '../../platform/deps.ts'
import { newId } from '../../platform/ids.ts'
import { oneAtATime } from '../../platform/one-at-a-time.ts'
import { addWorkingDays } from '../days.ts'
import { monthAfter, monthOf } from '../month.ts'
import { rulesOf } from '../rules/rules.ts'
import '../tables.ts'
import { figuresOf } from './figures.ts'
import { gatherRows, type MonthFacts, monthFactsOf, type Subject } from './gather.ts'

/** Sheets made in one run, so that no transaction is long. */
const atOnce = 40

/** 出绩效表: from the day of the rules on, the sheets of the month before, some at a time; the persons see theirs once all are made. */
export async function prepareSheets({ database, clock }: Deps, tenantId: string) {
  const now = clock()
  await database
    .tenant(tenantId)
    .transaction()
    .execute(async (tx) => {
      await oneAtATime(tx, 'performance', tenantId)
      const zone = await tenantZone(tx, tenantId)
      const month = monthAfter(monthOf(now, zone), -1)
      const rules = await rulesOf(tx, tenantId, month, zone)
      if (Number(dayOf(now, zone).slice(8)) < rules.prepareDay) return
      await prepareMonth(tx, tenantId, month, now)
    })
}

/** One more batch of a month's sheets. @returns whether all are made */
export async function prepareMonth(tx: Tx, tenantId: string, month: string, now: Date, most = atOnce): Promise<boolean> {
  if (await isPrepared(tx, tenantId, month)) return true
  const zone = await tenantZone(tx, tenantId)
  const rules = await rulesOf(tx, tenantId, month, zone)
  const facts = await monthFactsOf(tx, tenantId, month, zone, now)
  const waiting = await subjectsWithout(tx, facts)
  for (const subject of waiting.slice(0, most)) await prepareSheet(tx, facts, subject, rules)
  if (waiting.length > most) return false
  await tx.insertInto('performance_month').values({ tenant_id: tenantId, month, prepared_at: now }).execute()
  await showAll(tx, tenantId, month, now, rules)
  return true
}

const isPrepared = async (tx: Tx, tenantId: string, month: string) =>
  (await tx
    .selectFrom('performance_month')
    .select('month')
    .where('tenant_id', '=', tenantId)
    .where('month', '=', month)
    .forUpdate()
    .executeTakeFirst()) !== undefined

type SubjectOf = Subject & { unitId: string | null }

/** Active people of our own with cases of the month in hand, and units; those that have a sheet left out. */
async function subjectsWithout(tx: Tx, facts: MonthFacts): Promise<SubjectOf[]> {
  const { tenantId, month } = facts
  const { userIds, unitIds } = await handsOfPeriod(tx, facts)
  const made = new Set(
    (
      await tx.selectFrom('performance_sheet').select('subject_id').where('tenant_id', '=', tenantId).where('month', '=', month).execute()
    ).map(({ subject_id }) => subject_id),
  )
  const people =
    userIds.length === 0
      ? []
      : await tx
          .selectFrom('user_account')
          .select(['id', 'unit_id as unitId'])
          .where('tenant_id', '=', tenantId)
          .where('id', 'in', userIds)
          .where('active', '=', true)
          .orderBy('id')
          .execute()
  const subjects: SubjectOf[] = [
    ...people.map((person) => ({ kind: 'person' as const, ...person })),
    ...unitIds.map((id) => ({ kind: 'unit' as const, id, unitId: id })),
  ]
  const waiting: SubjectOf[] = []
  // People of partner firms are not ours to review.
  for (const subject of subjects) if (!made.has(subject.id) && !(await isOfPartner(tx, tenantId, subject.unitId))) waiting.push(subject)
  return waiting
}

async function prepareSheet(tx: Tx, facts: MonthFacts, subject: SubjectOf, rules: PerformanceRules) {
  const { tenantId, month, now, sequence } = facts
  const { rows, beside } = await gatherRows(tx, facts, subject)
  const id = newId()
  await tx
    .insertInto('performance_sheet')
    .values({
      ...{ tenant_id: tenantId, id, month, kind: subject.kind, subject_id: subject.id, unit_id: subject.unitId },
      rules: JSON.stringify(rules),
      prepared_at: now,
      ...{ shown_at: null, remind_at: null, open_at: null, told_at: null, reminded_at: null },
      ...{ acknowledged_at: null, locked_at: null, locked_by: null, edition: 1, locked_edition: null },
    })
    .execute()
  await tx
    .insertInto('performance_edition')
    .values({
      ...{ tenant_id: tenantId, sheet_id: id, no: 1, kind: 'prepared', at: now, by_id: null, reason: null, sequence },
      figures: JSON.stringify(figuresOf(rows, beside, rules)),
      rows: JSON.stringify(rows),
    })
    .execute()
}

/** 先给本人看: all persons on the same day; units once the persons' days are over, so that nobody is read out of a small unit before they have seen. */
async function showAll(tx: Tx, tenantId: string, month: string, now: Date, { ownDays }: PerformanceRules) {
  const sheets = await tx
    .selectFrom('performance_sheet')
    .select(['id', 'kind', 'unit_id'])
    .where('tenant_id', '=', tenantId)
    .where('month', '=', month)
    .where('shown_at', 'is', null)
    .execute()
  for (const { id, kind, unit_id } of sheets) {
    const personsUntil = await addWorkingDays(tx, tenantId, unit_id, now, ownDays)
    const shownAt = kind === 'person' ? now : personsUntil
    await tx
      .updateTable('performance_sheet')
      .set({
        shown_at: shownAt,
        remind_at: await addWorkingDays(tx, tenantId, unit_id, shownAt, Math.max(0, ownDays - 1)),
        open_at: kind === 'person' ? personsUntil : await addWorkingDays(tx, tenantId, unit_id, shownAt, ownDays),
      })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .execute()
  }
  if (sheets.length === 0) return
  const facts = { month, sheets: sheets.length }
  await recordAudit(tx, { tenantId, kind: 'performance.prepared', actorId: null, facts, at: now })
}
