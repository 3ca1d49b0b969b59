import type { PromiseRow } from '@zhiwei/contract'
import { type Act, visibleCases } from '../../cases/index.ts'
import { AppError } from '../../platform/errors.ts'
import { mayDecide, promiseColumns, promisesWithCase, shown } from './list.ts'

/**
 * 兑现: says what became of a promise: kept, broken, or that it was none. A later word corrects an earlier one, also the clock's.
 * @throws NOT_FOUND, NOT_PERMITTED, VERSION_CONFLICT
 */
export async function decidePromise(
  { tx, actor, now }: Act,
  id: string,
  { verdict, version }: { verdict: 'kept' | 'broken' | 'void'; version: number },
): Promise<PromiseRow> {
  const find = () =>
    promisesWithCase(tx)
      .select(promiseColumns)
      .where('p.tenant_id', '=', actor.tenantId)
      .where('p.id', '=', id)
      .where(visibleCases(actor) as never)
  const known = await find().forUpdate('p').executeTakeFirst()
  if (!known) throw new AppError('NOT_FOUND', '没有这项承诺')
  if (!mayDecide(actor, known.by_id)) throw new AppError('NOT_PERMITTED', '由作出承诺的人或能联系客户的人确认')
  if (known.version !== version) throw new AppError('VERSION_CONFLICT', '别人刚确认过，请刷新后再看')
  await tx
    .updateTable('promise')
    .set({ state: verdict, decided_at: now, decided_by: actor.userId, kept_by: null, version: version + 1 })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
  return shown(await find().executeTakeFirstOrThrow(), actor, now)
}
