import type { IdeaCustomer } from '@zhiwei/contract'
import { sql } from 'kysely'
import { type Act, personNamed, seesCustomer } from '../cases/index.ts'
import { customerNames } from '../customers/index.ts'
import type { Tx } from '../platform/database.ts'
import { AppError, invalidInput } from '../platform/errors.ts'
import type { Actor } from '../platform/http.ts'
import { isEnd } from './rules.ts'
import { lockIdea, visibleMarks } from './visible.ts'

/** Care tasks, of the contacts module which this one may not import. */
export type AskForCare = (act: Act, asked: { customerId: string; purpose: 'ideaOutcome'; about: string }) => Promise<{ id: string }>

export type CancelCare = (act: Act, ids: readonly string[], note: string) => Promise<void>

type Telling = {
  customer_id: string
  told_at: Date | null
  by: { id: string; name: string } | null
  care_task_id: string | null
  result: NonNullable<IdeaCustomer['careTask']>['result']
  done_at: Date | null
  doer: { id: string; name: string } | null
}

/** 要回告的客户: whose words stand behind the idea, in cases this person may see, and who of them was told. Those to be told first. */
export async function customersOfIdea(tx: Tx, actor: Actor, ideaId: string): Promise<IdeaCustomer[]> {
  const { tenantId } = actor
  const found = await visibleMarks(tx, actor)
    .where('m.idea_id', '=', ideaId)
    .where('complaint_case.customer_id', 'is not', null)
    .select(['complaint_case.customer_id', 'complaint_case.id', 'complaint_case.number'])
    .distinct()
    .orderBy('complaint_case.number')
    .execute()
  const ids = [...new Set(found.flatMap(({ customer_id }) => customer_id ?? []))]
  const names = await customerNames(tx, tenantId, ids)
  const tellings = await tellingsOf(tx, tenantId, ideaId)
  return ids
    .map((id): IdeaCustomer => {
      const telling = tellings.get(id)
      const byCall = telling?.result && telling.result !== 'unreached' ? telling : undefined
      const { name = '', tier = 'ordinary' } = names.get(id) ?? {}
      return {
        customer: { id, name, tier },
        cases: found.filter(({ customer_id }) => customer_id === id).map((one) => ({ id: one.id, number: one.number })),
        told: Boolean(telling?.told_at ?? byCall),
        toldAt: (telling?.told_at ?? byCall?.done_at)?.toISOString() ?? null,
        toldBy: (telling?.told_at ? telling.by : byCall?.doer) ?? null,
        careTask: telling?.care_task_id ? { id: telling.care_task_id, result: telling.result } : null,
      }
    })
    .toSorted((a, b) => Number(a.told) - Number(b.told))
}

/** By the customer as they are now: what was told to a merged double was told to them. */
async function tellingsOf(tx: Tx, tenantId: string, ideaId: string): Promise<Map<string, Telling>> {
  const rows = await tx
    .selectFrom('idea_telling as o')
    .innerJoin('customer as u', (join) => join.onRef('u.tenant_id', '=', 'o.tenant_id').onRef('u.id', '=', 'o.customer_id'))
    .leftJoin('care_task as k', (join) => join.onRef('k.tenant_id', '=', 'o.tenant_id').onRef('k.id', '=', 'o.care_task_id'))
    .select(sql<string>`coalesce(u.merged_into, u.id)`.as('customer_id'))
    .select([
      'o.told_at',
      'o.care_task_id',
      'k.result',
      'k.done_at',
      personNamed('o', 'told_by').as('by'),
      personNamed('k', 'done_by').as('doer'),
    ])
    .where('o.tenant_id', '=', tenantId)
    .where('o.idea_id', '=', ideaId)
    .orderBy('o.told_at', (order) => order.asc().nullsFirst())
    .execute()
  return new Map(rows.map((row) => [row.customer_id, row]))
}

type Input = { customerId: string; how: 'care' | 'told'; about?: string | undefined }

/**
 * 回告客户 what came of an idea that has ended: by a care task, or told already in another way.
 * @throws NOT_FOUND, INPUT_INVALID as long as it has not ended, ALREADY_EXISTS
 */
export async function tellCustomer(act: Act, id: string, { customerId, how, about }: Input, askForCare: AskForCare) {
  const { tx, actor, now } = act
  const idea = await lockIdea(tx, actor, id)
  if (!isEnd(idea.state)) throw invalidInput('#/customerId', '这条建议还没有结果，没有什么可以告诉客户')
  const customer = (await customersOfIdea(tx, actor, id)).find((one) => one.customer.id === customerId)
  if (!customer || !(await seesCustomer(tx, actor, customerId))) throw new AppError('NOT_FOUND', '这条建议不是这位客户提的')
  const isOnTheWay = customer.careTask !== null && customer.careTask.result === null
  if (customer.told || (how === 'care' && isOnTheWay)) throw new AppError('ALREADY_EXISTS', '已经告诉这位客户，或正在安排')
  if (how === 'care' && !actor.permissions.has('care:handle')) throw new AppError('NOT_PERMITTED', '需要权限 care:handle')
  if (how === 'care' && !about) throw invalidInput('#/about', '请写明告诉客户什么')
  const careTaskId = how === 'care' && about ? (await askForCare(act, { customerId, purpose: 'ideaOutcome', about })).id : null
  const telling = careTaskId ? { care_task_id: careTaskId, told_at: null, told_by: null } : { told_at: now, told_by: actor.userId }
  await tx
    .insertInto('idea_telling')
    .values({ tenant_id: actor.tenantId, idea_id: id, customer_id: customerId, care_task_id: null, ...telling })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'idea_id', 'customer_id']).doUpdateSet(telling))
    .execute()
  return { id }
}
