import type { EffectVerdict } from '@zhiwei/contract'
import { type SqlBool, sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Day } from '../../platform/days.ts'
import type { Actor } from '../../platform/http.ts'
import { visibleActions } from './act.ts'

// What measures are told of actions. Source: docs/rules/actions.md

export type ActionDue = { id: string; title: string; unitId: string | null; dueOn: Day; inTime: boolean }

/**
 * 应完成的措施 with their day in [from, to], as far as it is over or they are done: in place by their day or not. What was declined or cancelled is
 * not due; of an action opened again its present round counts.
 */
export async function actionsDue(tx: Tx, actor: Actor, from: Day, to: Day, today: Day): Promise<ActionDue[]> {
  const rows = await tx
    .selectFrom('action')
    .select(['id', 'title', 'unit_id as unitId', sql<Day>`due_on::text`.as('dueOn')])
    .select(sql<boolean>`coalesce(done_on <= due_on, false)`.as('inTime'))
    .where('tenant_id', '=', actor.tenantId)
    .where(visibleActions(actor))
    .where('state', 'not in', ['proposed', 'declined', 'cancelled'])
    .where(sql<SqlBool>`due_on between ${from}::date and ${to}::date and (due_on < ${today}::date or done_on is not null)`)
    .execute()
  return rows
}

type Rate = { count: number; exposure: number }
export type ActionConcluded = {
  id: string
  title: string
  unitId: string | null
  at: Date
  verdict: EffectVerdict | null
  ratio: number | null
  interval: { low: number; high: number | null } | null
  /** What it was judged by; null where it ended without proof. */
  counted: { before: Rate; after: Rate } | null
}

/** 有结论的措施: judged by their counts (worked, did not work) or ended by a person without proof, each round for itself, by when. */
export async function actionsConcluded(tx: Tx, actor: Actor, from: Date, to: Date): Promise<ActionConcluded[]> {
  const rows = await tx
    .selectFrom('action_act as a')
    .innerJoin('action', (join) => join.onRef('action.tenant_id', '=', 'a.tenant_id').onRef('action.id', '=', 'a.action_id'))
    .select(['action.id', 'action.title', 'action.unit_id as unitId', 'a.at', 'a.kind', 'a.facts'])
    .where('a.tenant_id', '=', actor.tenantId)
    .where(visibleActions(actor) as never)
    .where('a.at', '>=', from)
    .where('a.at', '<', to)
    .where(sql<SqlBool>`(a.kind = 'closed' or (a.kind = 'judged' and a.facts ->> 'verdict' in ('worked', 'didNotWork')))`)
    .execute()
  return rows.map(({ kind, facts, ...row }) => {
    const { verdict, rateRatio, interval, before, after } = facts as {
      verdict?: EffectVerdict
      rateRatio?: number | null
      interval?: ActionConcluded['interval']
      before?: Rate
      after?: Rate
    }
    return {
      ...row,
      verdict: kind === 'judged' ? (verdict ?? null) : null,
      ratio: rateRatio ?? null,
      interval: interval ?? null,
      counted: kind === 'judged' && before && after ? { before, after } : null,
    }
  })
}
