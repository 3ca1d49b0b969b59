import type { IdeaDetail } from '@zhiwei/contract'
import { bigramsOf, foldText } from '@zhiwei/text'
import { personNamed, seesAll } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import type { Actor } from '../platform/http.ts'
import { ideaRows } from './board.ts'
import { marksOfIdea } from './marks.ts'
import { alikeAtLeast, isEnd, likenessOf, statesAfter } from './rules.ts'
import { customersOfIdea } from './tell.ts'
import { findIdea, mayManage, visibleIdeas } from './visible.ts'

const mostMarks = 100
const mostCompared = 500
const mostSimilar = 5

/** 建议 with the words behind it, what became of it when, and whom to tell. @throws NOT_FOUND */
export async function ideaDetail(tx: Tx, actor: Actor, id: string): Promise<IdeaDetail> {
  const idea = await findIdea(tx, actor, id)
  const [row] = await ideaRows(tx, actor, [idea.id])
  if (!row) throw new AppError('NOT_FOUND', '没有这条建议，或您无权查看')
  const steps = await tx
    .selectFrom('idea_step as s')
    .select(['s.state', 's.at', 's.reason', personNamed('s', 'by_id').as('by')])
    .where('s.tenant_id', '=', actor.tenantId)
    .where('s.idea_id', '=', idea.id)
    .orderBy('s.at')
    .orderBy('s.id')
    .execute()
  const manage = mayManage(actor)
  return {
    ...row,
    mergedInto: idea.id === id ? null : idea.id,
    steps: steps.map(({ at, ...step }) => ({ ...step, at: at.toISOString() })),
    markRows: await marksOfIdea(tx, actor, idea.id, mostMarks),
    customerRows: await customersOfIdea(tx, actor, idea.id),
    similar: await similarIdeas(tx, actor, idea),
    can: {
      step: manage || (actor.userId !== null && idea.owner_id === actor.userId) ? statesAfter(idea.state) : [],
      own: manage,
      merge: manage && seesAll(actor),
      tell: isEnd(idea.state) && actor.permissions.has('care:handle'),
    },
  }
}

/** 相近的建议: whose titles have many pairs of characters in common. */
async function similarIdeas(tx: Tx, actor: Actor, { id, title }: { id: string; title: string }) {
  const others = await visibleIdeas(tx, actor)
    .select(['i.id', 'i.title', 'i.state'])
    .where('i.merged_into', 'is', null)
    .where('i.id', '<>', id)
    .orderBy('i.at', 'desc')
    .limit(mostCompared)
    .execute()
  const own = bigramsOf(foldText(title))
  return others
    .map((other) => ({ other, likeness: likenessOf(own, bigramsOf(foldText(other.title))) }))
    .filter(({ likeness }) => likeness >= alikeAtLeast)
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, mostSimilar)
    .map(({ other }) => other)
}

/** 已采纳的建议 that came of a case: what its customer may be thanked for. */
export async function ideasTakenUp(tx: Tx, actor: Actor, caseId: string): Promise<{ id: string; title: string }[]> {
  return visibleIdeas(tx, actor)
    .innerJoin('idea_mark as m', (join) => join.onRef('m.tenant_id', '=', 'i.tenant_id').onRef('m.idea_id', '=', 'i.id'))
    .where('m.case_id', '=', caseId)
    .where('m.dismissed', '=', false)
    .where('i.state', 'in', ['planned', 'done'])
    .select(['i.id', 'i.title'])
    .distinct()
    .execute()
}
