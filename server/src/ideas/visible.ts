import { sql } from 'kysely'
import { seesAll, visibleCases } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import type { Actor } from '../platform/http.ts'
import './tables.ts'

export const mayManage = (actor: Actor) => actor.permissions.has('ideas:manage')

/** Marks in cases this person may see, with what people read of the case. */
export const visibleMarks = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('complaint_case')
    .innerJoin('idea_mark as m', (join) =>
      join.onRef('m.tenant_id', '=', 'complaint_case.tenant_id').onRef('m.case_id', '=', 'complaint_case.id'),
    )
    .where('m.tenant_id', '=', actor.tenantId)
    .where('m.dismissed', '=', false)
    .where('complaint_case.erased_at', 'is', null)
    .where(visibleCases(actor))

/** Who sees every case sees every idea; others those with a mark in a case of theirs, and what they brought in or own. */
export const visibleIdeas = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('idea as i')
    .where('i.tenant_id', '=', actor.tenantId)
    .$if(!seesAll(actor), (ideas) =>
      ideas.where((eb) =>
        eb.or([
          eb('i.by_id', '=', actor.userId),
          eb('i.owner_id', '=', actor.userId),
          eb('i.id', 'in', visibleMarks(tx, actor).where('m.idea_id', 'is not', null).select(sql<string>`m.idea_id`.as('id'))),
        ]),
      ),
    )

/** @returns the surviving idea, when it is a merged double @throws NOT_FOUND */
export async function findIdea(tx: Tx, actor: Actor, id: string) {
  const asked = await visibleIdeas(tx, actor).select(['i.id', 'i.merged_into']).where('i.id', '=', id).executeTakeFirst()
  const idea =
    asked &&
    (await visibleIdeas(tx, actor)
      .selectAll('i')
      .where('i.id', '=', asked.merged_into ?? asked.id)
      .executeTakeFirst())
  if (!idea) throw new AppError('NOT_FOUND', '没有这条建议，或您无权查看')
  return idea
}

/** Locks an idea the person may see. @throws NOT_FOUND, VERSION_CONFLICT */
export async function lockIdea(tx: Tx, actor: Actor, id: string, version?: number) {
  const idea = await visibleIdeas(tx, actor)
    .selectAll('i')
    .where('i.id', '=', id)
    .where('i.merged_into', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!idea) throw new AppError('NOT_FOUND', '没有这条建议，或您无权查看')
  if (version !== undefined && version !== idea.version) throw new AppError('VERSION_CONFLICT', '别人刚改过这条建议，请刷新后再做')
  return idea
}
