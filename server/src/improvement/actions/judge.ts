import { systemActor } from '../../cases/index.ts'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { dayAfter, dayOf, daysBetween } from '../../platform/days.ts'
import type { Deps } from '../../platform/deps.ts'
import { type Action, actionRows, changeAction } from './act.ts'
import { effectOf } from './effect.ts'
import type { ImprovementSources } from './sources.ts'
import { againDue, noticeOf, reopened } from './steps.ts'

const mostAtOnce = 20
/** Causes of the window's last complaints are still being found: so many days more are waited for them. */
const causesWaitDays = 30

/** 判定效果: actions whose window is over are judged by their counts; what had not worked is opened again. A job of the schedule, safe beside others. */
export const judgeActions =
  (sources: ImprovementSources) =>
  (deps: Deps, tenantId: string): Promise<number> =>
    deps.database
      .tenant(tenantId)
      .transaction()
      .execute((tx) => judgeDue(tx, tenantId, deps.clock(), sources))

/** Those due now, at most twenty. @returns how many were judged */
export async function judgeDue(tx: Tx, tenantId: string, now: Date, sources: ImprovementSources): Promise<number> {
  const today = dayOf(now, await tenantZone(tx, tenantId))
  const rows = await actionRows(tx, tenantId)
    .where('state', '=', 'watching')
    .where('after_to', '<', today)
    .orderBy('action.after_to')
    .limit(mostAtOnce)
    .forNoKeyUpdate()
    .skipLocked()
    .execute()
  let judged = 0
  for (const row of rows) judged += (await judgeOne(tx, row, now, today, sources)) ? 1 : 0
  return judged
}

async function judgeOne(tx: Tx, row: Action, now: Date, today: string, sources: ImprovementSources): Promise<boolean> {
  const effect = await effectOf(tx, row, now, sources)
  const { verdict, why } = effect
  if (why === 'causesUnknown' && daysBetween(row.after_to ?? today, today) <= causesWaitDays) return false
  const facts = {
    verdict,
    why,
    round: row.round,
    before: effect.before,
    after: effect.after,
    rateRatio: effect.rateRatio,
    interval: effect.interval,
  }
  const state =
    verdict === 'worked'
      ? { state: 'effective' as const }
      : verdict === 'didNotWork'
        ? reopened(row, againDue(today))
        : { state: 'inconclusive' as const }
  const act = { tx, actor: systemActor(row.tenant_id), now }
  await changeAction(act, row, { ...state, verdict, judged_at: now }, { kind: 'judged', facts })
  const people = new Set([row.owner_id, row.verifier_id ?? row.verified_by, row.opened_by].filter((id) => id !== null))
  await sources.tell(
    tx,
    row.tenant_id,
    [...people].map((userId) => noticeOf('actionJudged', row, userId, now, { verdict })),
    now,
  )
  return true
}

/** 逾期提醒: owners of actions past their day are told once. */
export const remindOfActions =
  (sources: ImprovementSources) =>
  async (deps: Deps, tenantId: string): Promise<void> => {
    const now = deps.clock()
    await deps.database
      .tenant(tenantId)
      .transaction()
      .execute(async (tx) => {
        const today = dayOf(now, await tenantZone(tx, tenantId))
        const rows = await actionRows(tx, tenantId)
          .where('state', '=', 'open')
          .where('told_overdue', '=', false)
          .where('due_on', '<', today)
          .limit(500)
          .forNoKeyUpdate()
          .skipLocked()
          .execute()
        if (rows.length === 0) return
        await tx
          .updateTable('action')
          .set({ told_overdue: true })
          .where('tenant_id', '=', tenantId)
          .where(
            'id',
            'in',
            rows.map(({ id }) => id),
          )
          .execute()
        await sources.tell(
          tx,
          tenantId,
          rows.map((row) => noticeOf('actionOverdue', row, row.owner_id, now, { dueOn: row.due_on, since: dayAfter(row.due_on, 1) })),
          now,
        )
      })
  }
