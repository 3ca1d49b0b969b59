import type { IdeaInput, IdeaListQuery, IdeaRow } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import { type SqlBool, sql } from 'kysely'
import { type Act, personNamed, seesAll } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import type { Actor } from '../platform/http.ts'
import { newId } from '../platform/ids.ts'
import { cappedTotal, countCap, decodeCursor, pageOf } from '../platform/keyset.ts'
import { isEnd } from './rules.ts'
import { visibleIdeas, visibleMarks } from './visible.ts'

/** 提出建议 */
export async function addIdea({ tx, actor, now }: Act, { title, description, kind }: IdeaInput): Promise<{ id: string }> {
  const id = newId()
  const by = { tenant_id: actor.tenantId, at: now, by_id: actor.userId }
  const words = { title: maskPersonalData(title).masked, description: maskPersonalData(description).masked }
  await tx
    .insertInto('idea')
    .values({ ...by, ...words, id, kind, state: 'new', owner_id: null, merged_into: null, ended_at: null })
    .execute()
  await tx
    .insertInto('idea_step')
    .values({ ...by, id: newId(), idea_id: id, state: 'new', reason: null })
    .execute()
  return { id }
}

/** A customer of the idea was told: by hand, or by a care task that reached them. */
export const wasTold = sql<SqlBool>`(o.told_at is not null or coalesce(k.result, 'unreached') <> 'unreached')`

/** Ended ideas of which somebody was not told. */
const untold = sql<SqlBool>`i.state in ('done', 'notDone') and exists (
  select 1 from idea_mark m join complaint_case c on c.tenant_id = m.tenant_id and c.id = m.case_id
  where m.tenant_id = i.tenant_id and m.idea_id = i.id and not m.dismissed and c.customer_id is not null and c.erased_at is null
    and not exists (select 1 from idea_telling o left join care_task k on k.tenant_id = o.tenant_id and k.id = o.care_task_id
      where o.tenant_id = m.tenant_id and o.idea_id = i.id and ${wasTold}
        and c.customer_id = (select coalesce(u.merged_into, u.id) from customer u where u.tenant_id = o.tenant_id and u.id = o.customer_id)))`

/** 建议墙, the most wanted first. @throws CURSOR_INVALID */
export async function listIdeas(tx: Tx, actor: Actor, query: IdeaListQuery) {
  let ideas = visibleIdeas(tx, actor).where('i.merged_into', 'is', null)
  if (query.state?.length) ideas = ideas.where('i.state', 'in', query.state)
  if (query.kind?.length) ideas = ideas.where('i.kind', 'in', query.kind)
  if (query.owner) ideas = ideas.where('i.owner_id', '=', actor.userId)
  if (query.toTell) ideas = ideas.where(untold)
  if (query.q) {
    const like = `%${query.q.replace(/[\\%_]/g, '\\$&')}%`
    ideas = ideas.where((eb) => eb.or([eb('i.title', 'ilike', like), eb('i.description', 'ilike', like)]))
  }
  const { count } = await tx
    .selectFrom(
      ideas
        .select('i.id')
        .limit(countCap + 1)
        .as('n'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor, 2)
  const found = await ideas
    .select('i.id')
    .select('i.votes')
    .$if(after !== undefined, (page) =>
      page.where(sql<SqlBool>`(i.votes, i.id) < (${Number(after?.[0])}::int, ${String(after?.[1])}::uuid)`),
    )
    .orderBy('i.votes', 'desc')
    .orderBy('i.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  const { page, nextCursor } = pageOf(found, query.limit, (row) => [row.votes, row.id])
  const rows = await ideaRows(
    tx,
    actor,
    page.map(({ id }) => id),
  )
  return { rows, nextCursor, total: cappedTotal(count) }
}

type Counts = { idea_id: string; marks: number; customers: number; to_tell: number }

/** Rows in the order of the ids; counts are of marks in cases this person may see. */
export async function ideaRows(tx: Tx, actor: Actor, ids: string[]): Promise<IdeaRow[]> {
  if (ids.length === 0) return []
  const rows = await visibleIdeas(tx, actor)
    .selectAll('i')
    .select([personNamed('i', 'owner_id').as('owner'), personNamed('i', 'by_id').as('by')])
    .select(
      sql<boolean>`exists (select 1 from idea_vote v where v.tenant_id = i.tenant_id and v.idea_id = i.id and v.user_id = ${actor.userId})`.as(
        'voted',
      ),
    )
    .where('i.id', 'in', ids)
    .execute()
  const counts = (await visibleMarks(tx, actor)
    .where('m.idea_id', 'in', ids)
    .select(['m.idea_id', sql<number>`count(*)`.as('marks')])
    .select(sql<number>`count(distinct complaint_case.customer_id)`.as('customers'))
    .select(
      sql<number>`count(distinct complaint_case.customer_id) filter (where not exists (
        select 1 from idea_telling o left join care_task k on k.tenant_id = o.tenant_id and k.id = o.care_task_id
        where o.tenant_id = m.tenant_id and o.idea_id = m.idea_id and ${wasTold} and complaint_case.customer_id =
          (select coalesce(u.merged_into, u.id) from customer u where u.tenant_id = o.tenant_id and u.id = o.customer_id)))`.as('to_tell'),
    )
    .groupBy('m.idea_id')
    .execute()) as Counts[]
  const countOf = new Map(counts.map((row) => [row.idea_id, row]))
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id): IdeaRow[] => {
    const row = byId.get(id)
    if (!row) return []
    const { marks = 0, customers = 0, to_tell = 0 } = countOf.get(id) ?? {}
    return [
      {
        id,
        title: row.title,
        description: row.description,
        kind: row.kind,
        state: row.state,
        owner: row.owner,
        votes: row.votes,
        voted: row.voted,
        marks,
        customers,
        toTell: isEnd(row.state) ? to_tell : 0,
        at: row.at.toISOString(),
        by: seesAll(actor) || row.by_id === actor.userId ? row.by : null,
        endedAt: row.ended_at?.toISOString() ?? null,
        version: row.version,
      },
    ]
  })
}
