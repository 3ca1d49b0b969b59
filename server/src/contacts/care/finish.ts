import type { CareResult, CareResultDone, IncomingComplaint } from '@zhiwei/contract'
import { Channel } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import type { Selectable } from 'kysely'
import { type Act, registerCases, withRepeats } from '../../cases/index.ts'
import { activePerson } from '../../identity/index.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { latentRulesInForce } from '../latent/versions.ts'
import type { ContactSources } from '../sources.ts'
import type { CareTaskTable, StoredTurn } from '../tables.ts'

type Task = Selectable<CareTaskTable>
type Input = {
  result: CareResult
  note?: string | undefined
  text?: string | undefined
  subject?: string | undefined
  category?: string | undefined
  version?: number | undefined
}

/** May this person finish or pass on the task: its owner, or who assigns work (班长). */
export const mayFinish = (actor: Act['actor'], ownerId: string) =>
  actor.permissions.has('care:handle') && (actor.userId === ownerId || actor.permissions.has('cases:assign'))

async function lockTask({ tx, actor }: Act, id: string, version: number | undefined): Promise<Task> {
  const task = await tx
    .selectFrom('care_task')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!task) throw new AppError('NOT_FOUND', '没有这件关怀任务')
  if (!mayFinish(actor, task.owner_id)) throw new AppError('NOT_PERMITTED', '这件关怀任务由别人负责，请由班长转给您')
  if (version !== undefined && version !== task.version) throw new AppError('VERSION_CONFLICT', '别人刚改过这件任务，请刷新后再做')
  if (task.done_at) throw new AppError('ALREADY_DECIDED', '这件关怀任务已经结束')
  return task
}

/**
 * 登记回访结果: a call that reached nobody is tried again until the tries are used up; every other result ends the task. `complaint` registers a case
 * with all that was said, linked with the task and the contact.
 * @throws NOT_FOUND, NOT_PERMITTED, VERSION_CONFLICT, ALREADY_DECIDED, INPUT_INVALID
 * Source: docs/rules/latent.md
 */
export async function finishCare(act: Act, id: string, input: Input, sources: ContactSources): Promise<CareResultDone> {
  const { tx, actor, now } = act
  const task = await lockTask(act, id, input.version)
  const attempts = task.attempts + 1
  const note = input.note ? maskPersonalData(input.note).masked : null
  await tx
    .insertInto('care_attempt')
    .values({ tenant_id: actor.tenantId, care_task_id: id, no: attempts, at: now, by_id: actor.userId, result: input.result, note })
    .execute()
  const goesOn = input.result === 'unreached' && attempts < task.tries
  const registered = input.result === 'complaint' ? await registerFrom(act, task, input, sources) : null
  const dueAt = goesOn ? await nextTryAt(act, task, sources) : task.due_at
  await tx
    .updateTable('care_task')
    .set({
      attempts,
      version: task.version + 1,
      ...(goesOn
        ? { due_at: dueAt, soon_told_at: null, overdue_told_at: null }
        : { result: input.result, note, done_at: now, done_by: actor.userId, case_id: registered?.id ?? null }),
    })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
  if (!goesOn) await endLatent(act, task, input.result, note, registered?.id ?? null, sources)
  return {
    id,
    state: goesOn ? 'open' : 'done',
    attempts,
    dueAt: dueAt.toISOString(),
    caseId: registered?.id ?? null,
    number: registered?.number ?? null,
    version: task.version + 1,
  }
}

async function nextTryAt({ tx, actor, now }: Act, task: Task, sources: ContactSources): Promise<Date> {
  const { retryMinutes } = await latentRulesInForce(tx, actor.tenantId, now)
  const owner = await tx
    .selectFrom('user_account')
    .select('unit_id')
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', task.owner_id)
    .executeTakeFirst()
  return sources.workingDueAt(tx, actor.tenantId, { unitId: owner?.unit_id ?? null, startedAt: now, minutes: retryMinutes })
}

async function endLatent(
  { tx, actor, now }: Act,
  task: Task,
  result: CareResult,
  note: string | null,
  caseId: string | null,
  { verdictsChanged }: ContactSources,
) {
  if (task.latent_id === null) return
  await tx
    .updateTable('latent_customer')
    .set((eb) => ({
      state: 'ended',
      ended: result,
      ended_at: now,
      ended_by: actor.userId,
      end_note: note,
      version: eb('version', '+', 1),
    }))
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', task.latent_id)
    .execute()
  if (caseId === null) return
  const contacts = await tx
    .updateTable('contact')
    .set({ case_id: caseId })
    .where('tenant_id', '=', actor.tenantId)
    .where('latent_id', '=', task.latent_id)
    .returning('id')
    .execute()
  await verdictsChanged(
    tx,
    actor.tenantId,
    contacts.map(({ id }) => id),
  )
}

const speakers = { customer: '客户', staff: '客服', bot: '机器人' } as const
// What a complaint's text holds at most.
const longestText = 20_000
const longestOwnWords = 10_000

/** 转为投诉: the case holds what the customer said then and says now, in full; duplicates are looked for as at the door. */
async function registerFrom(act: Act, task: Task, input: Input, sources: ContactSources) {
  const { tx, actor } = act
  if (input.category !== undefined && !(await sources.knownCategories(tx, actor.tenantId)).has(input.category))
    throw invalidInput('#/category', '没有这个分类')
  const complaint = {
    ...(task.contact_id === null ? saidNow(input) : await saidThenAndNow(act, task.contact_id, input)),
    receivedAt: act.now.toISOString(),
    ...(input.subject && { subject: input.subject }),
    ...(input.category && { category: input.category }),
  }
  const [reading] = await sources.readingsOf(act, [complaint])
  const incoming = { complaint, customerId: task.customer_id, duplicateOf: null, agentId: actor.userId }
  const [newCase = incoming] = await withRepeats(act, [incoming])
  const [registered] = await registerCases(act, [{ ...newCase, proposal: reading?.(newCase.duplicateOf !== null) ?? null }])
  if (!registered) throw new Error('a case without an external id is always stored')
  return registered
}

/** A task that stands on no contact: all there is was said on the phone. @throws INPUT_INVALID */
function saidNow({ text }: Input): IncomingComplaint {
  if (!text?.trim()) throw invalidInput('#/text', '请写下客户投诉的内容')
  return { channel: 'hotline', complainant: { kind: 'person' }, text: text.trim() }
}

async function saidThenAndNow({ tx, actor, keys }: Act, contactId: string, input: Input): Promise<IncomingComplaint> {
  const contact = await tx
    .selectFrom('contact as c')
    .innerJoin('contact_text as t', (join) => join.onRef('t.tenant_id', '=', 'c.tenant_id').onRef('t.contact_id', '=', 'c.id'))
    .selectAll('c')
    .select('t.cipher')
    .where('c.tenant_id', '=', actor.tenantId)
    .where('c.id', '=', contactId)
    .executeTakeFirstOrThrow()
  const turns: StoredTurn[] = JSON.parse(keys.decrypt(contact.cipher))
  const own = turns.length === 1 ? (turns[0]?.text ?? '') : turns.map(({ by, text }) => `${speakers[by]}：${text}`).join('\n')
  const text = [
    input.text?.trim(),
    `—— 回访前的联络（${contact.at.toISOString().slice(0, 10)}）——`,
    Array.from(own).slice(0, longestOwnWords).join(''),
  ]
    .filter(Boolean)
    .join('\n')
    .slice(0, longestText)
  const channel = Channel.safeParse(contact.channel)
  const kind = contact.complainant_kind === 'anonymous' ? 'person' : (contact.complainant_kind as 'person')
  return {
    channel: channel.success && channel.data !== 'import' && channel.data !== 'api' ? channel.data : 'hotline',
    complainant: { kind },
    text,
    ...(contact.product && { product: contact.product }),
    ...(contact.node && { node: contact.node }),
    ...(contact.region && { region: contact.region }),
  }
}

/** 取消关怀: what these tasks were to tell no longer holds; those already done stay as they are. */
export async function cancelCare({ tx, actor, now }: Act, ids: readonly string[], note: string) {
  if (ids.length === 0) return
  await tx
    .updateTable('care_task')
    .set((eb) => ({ result: 'cancelled', note, done_at: now, done_by: actor.userId, version: eb('version', '+', 1) }))
    .where('tenant_id', '=', actor.tenantId)
    .where('id', 'in', ids)
    .where('done_at', 'is', null)
    .execute()
}

/** 转给别人: a supervisor gives the task to somebody else. @throws NOT_FOUND, NOT_PERMITTED, VERSION_CONFLICT, ALREADY_DECIDED */
export async function assignCare(
  act: Act,
  id: string,
  input: { ownerId: string; version?: number | undefined },
  sources: ContactSources,
): Promise<{ id: string }> {
  const { tx, actor, now } = act
  const task = await lockTask(act, id, input.version)
  const person = await activePerson(tx, actor.tenantId, input.ownerId)
  if (!person.permissions.has('care:handle')) throw invalidInput('#/ownerId', '这位同事没有回访关怀的权限')
  await tx
    .updateTable('care_task')
    .set({ owner_id: input.ownerId, version: task.version + 1 })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
  const facts = { careTaskId: id, dueAt: task.due_at.toISOString() }
  await sources.tell(
    tx,
    actor.tenantId,
    [{ userId: input.ownerId, key: `care ${id} ${task.version}`, kind: 'careGiven', at: now, facts }],
    now,
  )
  return { id }
}
