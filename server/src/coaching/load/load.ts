import type { PersonLoad } from '@zhiwei/contract'
import { sql } from 'kysely'
import { openStatuses } from '../../cases/index.ts'
import { choosablePeople } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { leadsUnit } from '../team.ts'

/** The working calendars, which this module may not import. */
export type LoadSources = { isWorking: (tx: Tx, tenantId: string, unitId: string | null) => Promise<(at: Date) => boolean> }

/** Of so many days. */
const days = 14
/** What each weighs, and from where on it is much. Source: docs/rules/coaching.md */
const weights = { stage4: 2, stage5: 3, insults: 2, overtimeHours: 1 }
const raisedFrom = 10
const heavyFrom = 20

type Figures = Pick<PersonLoad, 'stage4' | 'stage5' | 'insults' | 'overtimeHours'>

/** 负荷指数: the weighted sum, and how much that is. */
export function indexOf(figures: Figures): Pick<PersonLoad, 'index' | 'level'> {
  const index = (Object.keys(weights) as (keyof Figures)[]).reduce((sum, name) => sum + weights[name] * figures[name], 0)
  return { index, level: index >= heavyFrom ? 'heavy' : index >= raisedFrom ? 'raised' : 'light' }
}

/**
 * 情绪负荷: of oneself; of whoever leads a team (班长, may assign work) also of the members of that very unit. Nobody else sees it.
 * @throws NOT_PERMITTED for a credential that is no person's
 */
export async function loadsFor(tx: Tx, actor: Actor, now: Date, sources: LoadSources): Promise<PersonLoad[]> {
  const { tenantId, userId, unitId } = actor
  if (userId === null) throw new AppError('NOT_PERMITTED', '由本人查看')
  const led = leadsUnit(actor)
  const everybody = await choosablePeople(tx, { tenantId, permissions: new Set() }, led ? { unitId: led } : {})
  const people = everybody.filter(({ id }) => led !== null || id === userId)
  const isWorking = await sources.isWorking(tx, tenantId, unitId)
  const loads: PersonLoad[] = []
  for (const { id, name } of people) {
    const figures = await figuresOf(tx, tenantId, id, new Date(now.getTime() - days * 86_400_000), isWorking)
    loads.push({ person: { id, name }, ...figures, ...indexOf(figures), isSelf: id === userId })
  }
  return loads.toSorted((one, other) => other.index - one.index)
}

const mostEvents = 5_000
const hourMs = 3_600_000

async function figuresOf(tx: Tx, tenantId: string, userId: string, since: Date, isWorking: (at: Date) => boolean): Promise<Figures> {
  const { rows } = await sql<{ stage4: number; stage5: number; insults: number }>`
    with mine as (
      select id, stage from complaint_case where tenant_id = ${tenantId} and (agent_id = ${userId} or handler_id = ${userId})
        and (status = any(${openStatuses as unknown as string[]}::text[]) or closed_at > ${since}) and received_at > ${new Date(since.getTime() - 90 * 86_400_000)}
    )
    select count(*) filter (where stage = 4)::int as stage4, count(*) filter (where stage = 5)::int as stage5,
      (select count(*) from mine m join case_analysis a on a.tenant_id = ${tenantId} and a.case_id = m.id and a.at > ${since}
        where a.result -> 'signals' @> '[{"kind":"insult"}]'::jsonb)::int as insults
    from mine`.execute(tx)
  // By the cases in one's hands: events are found by their case.
  const { rows: acted } = await sql<{ at: Date }>`
    select e.at from complaint_case c join case_event e on e.tenant_id = c.tenant_id and e.case_id = c.id
    where c.tenant_id = ${tenantId} and (c.agent_id = ${userId} or c.handler_id = ${userId}) and c.updated_at > ${since}
      and e.actor_id = ${userId} and e.at > ${since} limit ${mostEvents}`.execute(tx)
  const late = new Set(acted.filter(({ at }) => !isWorking(at)).map(({ at }) => Math.floor(at.getTime() / hourMs)))
  const { stage4 = 0, stage5 = 0, insults = 0 } = rows[0] ?? {}
  return { stage4, stage5, insults, overtimeHours: late.size }
}
