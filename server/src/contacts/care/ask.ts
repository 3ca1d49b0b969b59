import type { CarePurpose } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import { type Act, seesCustomer } from '../../cases/index.ts'
import { activePerson } from '../../identity/index.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { oneAtATime } from '../../platform/one-at-a-time.ts'
import { latentRulesInForce } from '../latent/versions.ts'
import type { ContactSources } from '../sources.ts'
import '../tables.ts'

type Asked = { customerId: string; purpose: Exclude<CarePurpose, 'latent'>; about: string; ownerId?: string | undefined }

/**
 * 安排关怀: a care task that a person gives for a stage of the customer's life cycle (维系, 挽留 …) or to tell what came of an idea. One open task of a
 * purpose a customer; only of ideas there may be several.
 * @throws NOT_FOUND, NOT_PERMITTED to give it to somebody else without `cases:assign`, ALREADY_EXISTS, INPUT_INVALID
 * Source: docs/rules/portrait.md
 */
export async function askForCare(act: Act, { customerId, purpose, about, ownerId }: Asked, sources: ContactSources) {
  const { tx, actor, now } = act
  const { tenantId } = actor
  const owner = ownerId ?? actor.userId
  if (owner === null) throw invalidInput('#/ownerId', '请指定由谁回访')
  if (owner !== actor.userId && !actor.permissions.has('cases:assign'))
    throw new AppError('NOT_PERMITTED', '派给别人需要班长权限；可以先派给自己')
  await requireCustomer(act, customerId)
  const person = await activePerson(tx, tenantId, owner)
  if (!person.permissions.has('care:handle')) throw invalidInput('#/ownerId', '这位同事没有回访关怀的权限')
  // Of two at once the second finds the first one's task.
  await oneAtATime(tx, 'care', tenantId)
  if (purpose !== 'ideaOutcome' && (await hasOpen(act, customerId, purpose)))
    throw new AppError('ALREADY_EXISTS', '这位客户已有一件同样的关怀任务在办')
  const { dueMinutes, tries } = await latentRulesInForce(tx, tenantId, now)
  const unitId = await unitOf(act, owner)
  const dueAt = await sources.workingDueAt(tx, tenantId, { unitId, startedAt: now, minutes: dueMinutes })
  const id = newId()
  await tx
    .insertInto('care_task')
    .values({
      tenant_id: tenantId,
      id,
      latent_id: null,
      customer_id: customerId,
      contact_id: null,
      owner_id: owner,
      at: now,
      due_at: dueAt,
      first_due_at: dueAt,
      tries,
      result: null,
      note: null,
      done_at: null,
      done_by: null,
      case_id: null,
      soon_told_at: null,
      overdue_told_at: null,
      purpose,
      about: maskPersonalData(about).masked,
      given_by: actor.userId,
    })
    .execute()
  const facts = { careTaskId: id, dueAt: dueAt.toISOString() }
  if (owner !== actor.userId)
    await sources.tell(tx, tenantId, [{ userId: owner, key: `care ${id}`, kind: 'careGiven', at: now, facts }], now)
  return { id }
}

async function requireCustomer({ tx, actor }: Act, customerId: string) {
  const customer = await tx
    .selectFrom('customer')
    .select('id')
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', customerId)
    .where('merged_into', 'is', null)
    .executeTakeFirst()
  if (!customer || !(await seesCustomer(tx, actor, customerId))) throw new AppError('NOT_FOUND', '没有找到这位客户')
}

const hasOpen = async ({ tx, actor }: Act, customerId: string, purpose: CarePurpose) =>
  (await tx
    .selectFrom('care_task')
    .select('id')
    .where('tenant_id', '=', actor.tenantId)
    .where('customer_id', '=', customerId)
    .where('purpose', '=', purpose)
    .where('done_at', 'is', null)
    .executeTakeFirst()) !== undefined

async function unitOf({ tx, actor }: Act, userId: string) {
  const user = await tx
    .selectFrom('user_account')
    .select('unit_id')
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', userId)
    .executeTakeFirst()
  return user?.unit_id ?? null
}
