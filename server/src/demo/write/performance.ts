import type { Permission } from '@zhiwei/contract'
import { type Act, systemActor } from '../../cases/index.ts'
import { tenantZone } from '../../identity/index.ts'
import { acknowledgeSheet, addAbsence, decideObjection, lockSheet, objectToRow, prepareMonth, setRules } from '../../performance/index.ts'
import type { Tx } from '../../platform/database.ts'
import { beginOf, dayOf } from '../../platform/days.ts'
import type { Deps } from '../../platform/deps.ts'
import { improvers, manager, supervisors } from '../company/company.ts'
import { objectionWords } from '../words/performance.ts'

const dayMs = 86_400_000
const permissions: Permission[] = ['cases:read', 'performance:lead', 'performance:decide', 'performance:manage']
/** From this day of a month on the sheets of the month before are past the persons' days. */
const pastOwnDays = 14
/** After the first of the next month: prepared, objected to, decided on, and signed once the units' days are over too. */
const daysAfter = { prepared: 2, objected: 4, decided: 5, signed: 21 }

/** 绩效表 by the same acts: two months that are locked, one that is open, with objections accepted, refused and waiting. */
export async function writePerformance({ keys }: Pick<Deps, 'keys'>, tx: Tx, tenantId: string, now: Date) {
  const zone = await tenantZone(tx, tenantId)
  const users = await tx.selectFrom('user_account').select(['id', 'username', 'unit_id']).where('tenant_id', '=', tenantId).execute()
  const actAs = (user: (typeof users)[number] | undefined, at: Date, may: Permission[]): Act => {
    if (!user) throw new Error('nobody of that name')
    return { tx, keys, actor: { ...systemActor(tenantId), userId: user.id, unitId: user.unit_id, permissions: new Set(may) }, now: at }
  }
  const called = (username: string | undefined, at: Date, may: Permission[] = permissions) =>
    actAs(
      users.find((user) => user.username === username),
      at,
      may,
    )
  const byId = (id: string, at: Date) =>
    actAs(
      users.find((user) => user.id === id),
      at,
      [],
    )
  const today = dayOf(now, zone)
  const newest = Number(today.slice(8)) > pastOwnDays ? 1 : 2
  const monthBack = (back: number) =>
    new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1 - back, 1)).toISOString().slice(0, 7)
  // A small company: it says 样本不足 below five cases, and has said so since before the first sheet.
  const begun = monthBack(newest + 3)
  await setRules(called(manager, new Date(beginOf(`${monthBack(newest + 4)}-20`, zone).getTime() + 9 * 3_600_000)), {
    effectiveMonth: begun,
    rules: { ...usual, fewest: 5 },
    reason: '人少件少：满五件就能看，区间照常写明',
  })
  for (const back of [newest + 2, newest + 1, newest]) {
    const month = monthBack(back)
    const after = (days: number) => new Date(beginOf(`${monthBack(back - 1)}-01`, zone).getTime() + days * dayMs + 9 * 3_600_000)
    while (!(await prepareMonth(tx, tenantId, month, after(daysAfter.prepared))));
    const sheets = await tx
      .selectFrom('performance_sheet')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('month', '=', month)
      .orderBy('id')
      .execute()
    // Whoever had most to do had most to say.
    const persons = sheets.filter(({ kind }) => kind === 'person')
    const objecting = (await withRowsAgainst(tx, tenantId, persons)).slice(0, objectionWords.length)
    for (const [at, { sheet, line, key }] of objecting.entries()) {
      const words = objectionWords[at]
      if (!words) continue
      const { id } = await objectToRow(byId(sheet.subject_id, after(daysAfter.objected)), sheet.id, { line, key, reason: words.reason })
      if (back > newest || at > 0)
        await decideObjection(called(improvers[0], after(daysAfter.decided)), id, { verdict: words.verdict, reply: words.reply })
    }
    for (const [at, { id, subject_id }] of persons.entries())
      if (at % 4 !== 0) await acknowledgeSheet(byId(subject_id, after(daysAfter.objected)), id)
    if (back === newest) continue
    for (const { id, kind, unit_id } of sheets) {
      const lead =
        kind === 'person' ? supervisors.find((name) => users.some((user) => user.username === name && user.unit_id === unit_id)) : undefined
      const act = called(lead ?? manager, after(daysAfter.signed), lead ? ['performance:lead'] : permissions)
      const fresh = await tx
        .selectFrom('performance_sheet')
        .select(['version', 'subject_id'])
        .where('tenant_id', '=', tenantId)
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      // Nobody signs for themselves.
      if (fresh.subject_id !== act.actor.userId) await lockSheet(act, id, fresh.version)
    }
  }
  await writeRulesAndAbsences(called, now, today, users)
}

const usual = {
  weights: { adherence: 20, timeliness: 20, effectiveness: 25, satisfaction: 15, finding: 10, coaching: 10 },
  ...{ fewest: 10, ownDays: 5, pointsPerFinding: 20, prepareDay: 3 },
}

type Sheet = { id: string; subject_id: string; edition: number }
type Against = { sheet: Sheet; line: 'closureInTime' | 'contactInTime' | 'kept'; key: string }

/** A row of each sheet that went wrong, of those with the most cases first. */
async function withRowsAgainst(tx: Tx, tenantId: string, sheets: readonly Sheet[]): Promise<Against[]> {
  const found: (Against & { cases: number })[] = []
  for (const sheet of sheets) {
    const { rows, figures } = await tx
      .selectFrom('performance_edition')
      .select(['rows', 'figures'])
      .where('tenant_id', '=', tenantId)
      .where('sheet_id', '=', sheet.id)
      .where('no', '=', 1)
      .executeTakeFirstOrThrow()
    const row = rows.find(({ line, good, out }) => !good && out === null && ['closureInTime', 'contactInTime', 'kept'].includes(line))
    if (row) found.push({ sheet, line: row.line as Against['line'], key: row.key, cases: figures.cases })
  }
  return found.toSorted((one, other) => other.cases - one.cases || one.sheet.id.localeCompare(other.sheet.id))
}

async function writeRulesAndAbsences(
  called: (username: string | undefined, at: Date) => Act,
  now: Date,
  today: string,
  users: readonly { id: string; username: string }[],
) {
  const next = new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)), 1)).toISOString().slice(0, 7)
  await setRules(called(manager, new Date(now.getTime() - dayMs)), {
    effectiveMonth: next,
    rules: {
      ...{ ...usual, fewest: 5 },
      weights: { adherence: 25, timeliness: 20, effectiveness: 25, satisfaction: 15, finding: 5, coaching: 10 },
    },
    reason: '流程符合加重：先把流程走对，结果才稳得住',
  })
  const away = users.find(({ username }) => username === 'tang.wenjing')
  const day = (back: number) => new Date(now.getTime() - back * dayMs).toISOString().slice(0, 10)
  if (away)
    await addAbsence(called(manager, new Date(now.getTime() - 10 * dayMs)), {
      userId: away.id,
      fromDay: day(9),
      toDay: day(7),
      kind: 'leave',
    })
}
