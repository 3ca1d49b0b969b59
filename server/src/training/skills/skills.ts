import type { GapMeasure, SkillRow, SkillSheet } from '@zhiwei/contract'
import { sql } from 'kysely'
import { openStatuses } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { mayTrain, personSeen } from '../who.ts'
import { type Counted, judgeSkills } from './rules.ts'

/** Wrong answers by person, in findings that stand and count, which this module may not count itself. */
export type SkillSources = {
  wrongAnswersOf: (
    tx: Tx,
    tenantId: string,
    from: Date,
  ) => Promise<{ userId: string; attitude: number; accuracy: number; procedure: number }[]>
}

const days = 180
const lowAt = 2
/** So many of the newest cases are looked at. */
const mostCases = 100_000

type Row = {
  top: string
  name: string | null
  own: boolean
  handled: number
  reopened: number
  late: number
  scored: number
  low: number
  hands: number
}

/**
 * 技能与短板 from the cases of half a year, beside those of colleagues. Scores count once a case is over (评分保密).
 * @throws NOT_FOUND for people one does not train
 */
export async function skillsOf(tx: Tx, actor: Actor, userId: string | undefined, now: Date, sources: SkillSources): Promise<SkillSheet> {
  const person = await personSeen(tx, actor, userId)
  const from = new Date(now.getTime() - days * 86_400_000)
  const { rows } = await sql<Row>`
    select split_part(c.category, '.', 1) as top, max(g.name) as name, c.own, count(*)::int as handled,
      (count(*) filter (where c.cycle > 1))::int as reopened,
      (count(*) filter (where exists (select 1 from case_clock k where k.tenant_id = ${actor.tenantId} and k.case_id = c.id and k.breached_at is not null)))::int as late,
      count(c.score)::int as scored, (count(*) filter (where c.score <= ${lowAt}))::int as low, sum(c.hands)::int as hands
    from (
      select id, category, cycle, coalesce(agent_id = ${person.id}, false) or coalesce(handler_id = ${person.id}, false) as own,
        case when agent_id is not null and handler_id is not null and agent_id <> handler_id then 2 else 1 end as hands,
        case when status <> all(${[...openStatuses]}::text[]) then (select f.satisfaction from follow_up f
          where f.tenant_id = complaint_case.tenant_id and f.case_id = complaint_case.id and f.satisfaction is not null order by f.at desc limit 1) end as score
      from complaint_case
      where tenant_id = ${actor.tenantId} and received_at >= ${from} and category is not null and (agent_id is not null or handler_id is not null)
        and erased_at is null and merged_into is null and origin = 'live'
      order by received_at desc limit ${mostCases}) c
    left join category g on g.tenant_id = ${actor.tenantId} and g.code = split_part(c.category, '.', 1)
    group by 1, 3`.execute(tx)
  const wrong = await sources.wrongAnswersOf(tx, actor.tenantId, from)
  const tops = [...new Set(rows.map(({ top }) => top))]
  const parts = tops.map((top) => {
    const here = rows.filter((row) => row.top === top)
    return { category: top as string | null, name: here[0]?.name ?? top, counted: ofCases(here), handled: sum(own(here), 'handled') }
  })
  const all = {
    category: null,
    name: '',
    counted: [...ofCases(rows), ...ofFindings(rows, wrong, person.id)],
    handled: sum(own(rows), 'handled'),
  }
  const told = [all, ...parts.filter(({ handled }) => handled > 0).toSorted((one, other) => other.handled - one.handled)]
  // Judged together, so that many looks do not make gaps by chance.
  const judged = judgeSkills(told.flatMap(({ counted }) => counted))
  const rest = [...judged]
  const rowsShown = told.map(({ counted, ...row }): SkillRow => ({ ...row, measures: rest.splice(0, counted.length) }))
  return {
    person: { id: person.id, name: person.name },
    from: from.toISOString(),
    to: now.toISOString(),
    rows: rowsShown,
    can: { plan: await mayTrain(tx, actor, person) },
  }
}

const own = (rows: Row[]) => rows.filter((row) => row.own)
const sum = (rows: Row[], of: 'handled' | 'reopened' | 'late' | 'scored' | 'low' | 'hands') =>
  rows.reduce((total, row) => total + row[of], 0)

function ofCases(rows: Row[]): Counted[] {
  const [mine, rest] = [own(rows), rows.filter((row) => !row.own)]
  const counted = (measure: GapMeasure, count: 'reopened' | 'late' | 'low', of: 'handled' | 'scored'): Counted => ({
    measure,
    count: sum(mine, count),
    of: sum(mine, of),
    others: { count: sum(rest, count), of: sum(rest, of) },
  })
  return [counted('reopened', 'reopened', 'handled'), counted('lowScore', 'low', 'scored'), counted('late', 'late', 'handled')]
}

/** Per case in somebody's hands: a case has an agent and a handler. */
function ofFindings(
  rows: Row[],
  wrong: { userId: string; attitude: number; accuracy: number; procedure: number }[],
  userId: string,
): Counted[] {
  const handled = sum(own(rows), 'handled')
  const rest = sum(rows, 'hands') - handled
  return (['attitude', 'accuracy', 'procedure'] as const).map((measure) => {
    const count = (found: typeof wrong) => found.reduce((total, row) => total + row[measure], 0)
    return {
      measure,
      count: count(wrong.filter((row) => row.userId === userId)),
      of: handled,
      others: { count: count(wrong.filter((row) => row.userId !== userId)), of: rest },
    }
  })
}
