import type { PerformanceLine, SheetKind } from '@zhiwei/contract'
import { askedInHands, countedUpTo, type HandRow, type Hands, type Mix, mixOfAll, rowsInHands } from '../../analytics/index.ts'
import { notesGivenTo } from '../../coaching/index.ts'
import { restrictedWithin } from '../../conduct/index.ts'
import { handlingTimeOf } from '../../contacts/index.ts'
import type { Tx } from '../../platform/database.ts'
import { dayOf } from '../../platform/days.ts'
import { findingsAbout } from '../../resolution/index.ts'
import { absencesOf } from '../absences/absences.ts'
import { periodOfMonth } from '../month.ts'
import type { SheetRow } from '../tables.ts'
import { leftOutOf } from './fair.ts'
import type { Beside } from './figures.ts'

/** What is the same for every sheet of a month. */
export type MonthFacts = {
  tenantId: string
  month: string
  zone: string
  now: Date
  period: { from: Date; to: Date }
  /** How often each line goes wrong for everybody, by category and severity. */
  wrong: ReadonlyMap<string, number>
  overall: Beside['overall']
  restricted: ReadonlySet<string>
  sequence: number
}
export type Subject = { kind: SheetKind; id: string }

export async function monthFactsOf(tx: Tx, tenantId: string, month: string, zone: string, now: Date): Promise<MonthFacts> {
  const period = periodOfMonth(month, zone)
  const mix = await mixOfAll(tx, { tenantId, period, now })
  const byLine = Map.groupBy(mix, ({ line }) => line)
  return {
    ...{ tenantId, month, zone, now, period },
    wrong: new Map(mix.map((one) => [stratumOf(one), wrongOf([one])])),
    overall: Object.fromEntries([...byLine].map(([line, parts]) => [line, wrongOf(parts)])),
    restricted: await restrictedWithin(tx, tenantId, period.from, period.to),
    sequence: await countedUpTo(tx, tenantId),
  }
}

const stratumOf = ({ line, category, severity }: Pick<Mix, 'line' | 'category' | 'severity'>) =>
  `${line} ${category ?? ''} ${severity ?? ''}`
function wrongOf(parts: readonly Mix[]): number {
  const sum = (of: 'count' | 'good') => parts.reduce((total, part) => total + part[of], 0)
  return sum('count') === 0 ? 0 : 1 - sum('good') / sum('count')
}

/** 行: everything a sheet of the month is counted of, each from its owner's facts. */
export async function gatherRows(tx: Tx, facts: MonthFacts, subject: Subject): Promise<{ rows: SheetRow[]; beside: Beside }> {
  const { tenantId, period, zone } = facts
  const hands: Hands = subject.kind === 'person' ? { userId: subject.id } : { unitId: subject.id }
  const people = subject.kind === 'person' ? [subject.id] : await peopleOfUnit(tx, tenantId, subject.id)
  const held = await rowsInHands(tx, facts, hands)
  const away = subject.kind === 'person' ? await absencesOf(tx, tenantId, subject.id, facts.month) : []
  const out = leftOutOf(held, { restricted: facts.restricted, away, dayOf: (instant) => dayOf(instant, zone) })
  const findings = await findingsAbout(tx, tenantId, people, period.from, period.to)
  const notes = await notesGivenTo(tx, tenantId, people, period.from, period.to)
  const talkTime = subject.kind === 'person' ? await handlingTimeOf(tx, tenantId, subject.id, period.from, period.to) : null
  const rows = [
    ...held.map((row, at) => rowOf(row, out[at] ?? null, facts)),
    ...findings.map(
      (found): SheetRow => ({
        ...nothingOf('finding', found),
        caseId: found.case_id,
        good: !found.against,
        out: found.appealed ? 'appealed' : null,
        finding: found.finding,
      }),
    ),
    ...notes.map((note): SheetRow => ({ ...nothingOf('coached', note), good: note.acknowledged_at !== null })),
  ]
  return { rows, beside: { asked: await askedInHands(tx, facts, hands), overall: facts.overall, talkTime } }
}

const rowOf = (row: HandRow, out: SheetRow['out'], { wrong }: MonthFacts): SheetRow => ({
  line: row.line,
  key: `${row.case_id} ${row.cycle}`,
  caseId: row.case_id,
  cycle: row.cycle,
  at: row.at.toISOString(),
  good: row.good,
  p: wrong.get(stratumOf(row)) ?? null,
  out,
  category: row.category,
  severity: row.severity,
  finding: null,
})

const nothingOf = (line: PerformanceLine, { id, at }: { id: string; at: Date }): SheetRow => ({
  ...{ line, key: id, caseId: null, cycle: null, at: at.toISOString(), good: true, p: null, out: null },
  ...{ category: null, severity: null, finding: null },
})

const peopleOfUnit = async (tx: Tx, tenantId: string, unitId: string) =>
  (await tx.selectFrom('user_account').select('id').where('tenant_id', '=', tenantId).where('unit_id', '=', unitId).execute()).map(
    ({ id }) => id,
  )
