import { randomBytes } from 'node:crypto'
import type { GuideDecision, GuideInput, GuideText } from '@zhiwei/contract'
import { recordAudit } from '../audit/index.ts'
import type { Act } from '../cases/index.ts'
import { choosablePeople } from '../identity/index.ts'
import { isUniqueViolation, type Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { GuideSources } from './sources.ts'
import './tables.ts'
import { maskDeep } from './text.ts'

/** 新建指南: the first draft of a product's guide. @throws ALREADY_EXISTS when the product has one */
export async function addGuide({ tx, actor, now }: Act, { product, content }: GuideInput): Promise<{ id: string }> {
  const { tenantId } = actor
  const id = newId()
  const address = randomBytes(9).toString('base64url')
  try {
    await tx
      .insertInto('guide')
      .values({
        tenant_id: tenantId,
        id,
        product,
        address,
        at: now,
        made_by: actor.userId,
        withdrawn_at: null,
        withdrawn_by: null,
        withdrawal: null,
      })
      .execute()
  } catch (error) {
    if (isUniqueViolation(error, 'guide_of_product')) throw new AppError('ALREADY_EXISTS', '这个产品已经有指南，请改那一份')
    throw error
  }
  await insertVersion({ tx, actor }, id, 1, content)
  return { id }
}

/** 写: changes the draft, or begins the next version of a published guide. @throws NOT_FOUND, VERSION_CONFLICT, ALREADY_DECIDED while it waits */
export async function writeDraft(act: Act, id: string, { content, version }: { content: GuideText; version: number }) {
  const { tx, actor } = act
  await lockGuide(act, id, version)
  const versions = await versionsOf(tx, actor.tenantId, id)
  const next = versions.find(({ state }) => state === 'draft' || state === 'review')
  if (next?.state === 'review') throw new AppError('ALREADY_DECIDED', '已经提交，等别人审核')
  if (next)
    await setVersion(act, id, next.no, {
      content: JSON.stringify(maskDeep(content)),
      editors: [...new Set([...next.editors, ...(actor.userId ? [actor.userId] : [])])],
    })
  else await insertVersion(act, id, Math.max(...versions.map(({ no }) => no)) + 1, content)
  await bump(act, id, version)
}

/** 提交审核: somebody else is to publish it. @throws NOT_FOUND without a draft, VERSION_CONFLICT */
export async function submitGuide(act: Act, id: string, version: number, sources: GuideSources) {
  const { tx, actor, now } = act
  await lockGuide(act, id, version)
  const next = await nextOf(act, id, 'draft')
  await setVersion(act, id, next.no, { state: 'review', submitted_by: actor.userId, note: null })
  await bump(act, id, version)
  const writers = new Set([...next.editors, actor.userId])
  const deciders = (await choosablePeople(tx, actor, { permission: 'knowledge:manage' })).filter((person) => !writers.has(person.id))
  await sources.tell(
    tx,
    actor.tenantId,
    deciders.map(({ id: userId }) => ({
      userId,
      key: `guide ${id} ${next.no} ${now.toISOString()}`,
      kind: 'guideWaiting' as const,
      facts: { guideId: id, subject: next.content.title },
      at: now,
    })),
    now,
  )
}

/** 审核: publishes the version in place of the one before, or sends it back; by nobody who wrote on it. @throws NOT_FOUND, NOT_PERMITTED, VERSION_CONFLICT */
export async function decideGuide(act: Act, id: string, { verdict, note = '', version }: GuideDecision, sources: GuideSources) {
  const { tx, actor, now } = act
  await lockGuide(act, id, version)
  const next = await nextOf(act, id, 'review')
  if (actor.userId === null || next.editors.includes(actor.userId) || next.submitted_by === actor.userId)
    throw new AppError('NOT_PERMITTED', '写的人和提交的人不能自己审核，请另一人来审')
  const isApproved = verdict === 'approved'
  const said = maskDeep(note) || null
  if (isApproved)
    await tx
      .updateTable('guide_version')
      .set({ state: 'replaced' })
      .where('tenant_id', '=', actor.tenantId)
      .where('guide_id', '=', id)
      .where('state', '=', 'published')
      .execute()
  await setVersion(act, id, next.no, {
    state: isApproved ? 'published' : 'draft',
    note: said,
    ...(isApproved && { decided_at: now, decided_by: actor.userId }),
  })
  await bump(act, id, version)
  await recordAudit(tx, {
    tenantId: actor.tenantId,
    kind: isApproved ? 'guide.published' : 'guide.refused',
    actorId: actor.userId,
    subjectId: id,
    facts: { no: next.no },
    reason: said,
    at: now,
  })
  await sources.tell(
    tx,
    actor.tenantId,
    next.editors.map((userId) => ({
      userId,
      key: `guide ${id} ${next.no} decided ${now.toISOString()}`,
      kind: 'guideDecided' as const,
      facts: { guideId: id, subject: next.content.title, verdict },
      at: now,
    })),
    now,
  )
}

/** 撤下: its address says that it is over. @throws NOT_FOUND, VERSION_CONFLICT */
export async function withdrawGuide(act: Act, id: string, { reason, version }: { reason: string; version: number }) {
  const { tx, actor, now } = act
  await lockGuide(act, id, version)
  await tx
    .updateTable('guide')
    .set({ withdrawn_at: now, withdrawn_by: actor.userId, withdrawal: maskDeep(reason), version: version + 1 })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
  await recordAudit(tx, { tenantId: actor.tenantId, kind: 'guide.withdrawn', actorId: actor.userId, subjectId: id, reason, at: now })
}

async function lockGuide({ tx, actor }: Act, id: string, version: number) {
  const row = await tx
    .selectFrom('guide')
    .select(['version', 'withdrawn_at'])
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这份指南')
  if (row.withdrawn_at) throw new AppError('ALREADY_DECIDED', '这份指南已经撤下')
  if (row.version !== version) throw new AppError('VERSION_CONFLICT', `现在是第 ${row.version} 版，请刷新后再做`)
}

export const versionsOf = (tx: Tx, tenantId: string, id: string) =>
  tx.selectFrom('guide_version').selectAll().where('tenant_id', '=', tenantId).where('guide_id', '=', id).orderBy('no', 'desc').execute()

async function nextOf({ tx, actor }: Act, id: string, state: 'draft' | 'review') {
  const next = (await versionsOf(tx, actor.tenantId, id)).find((version) => version.state === state)
  if (!next) throw new AppError('NOT_FOUND', state === 'draft' ? '没有草稿' : '没有待审核的版本')
  return next
}

type Change = Partial<{
  state: 'draft' | 'review' | 'published'
  content: string
  editors: string[]
  submitted_by: string | null
  note: string | null
  decided_at: Date
  decided_by: string | null
}>
const setVersion = ({ tx, actor }: Act, id: string, no: number, change: Change) =>
  tx
    .updateTable('guide_version')
    .set(change)
    .where('tenant_id', '=', actor.tenantId)
    .where('guide_id', '=', id)
    .where('no', '=', no)
    .execute()

const insertVersion = ({ tx, actor }: Pick<Act, 'tx' | 'actor'>, id: string, no: number, content: GuideText) =>
  tx
    .insertInto('guide_version')
    .values({
      tenant_id: actor.tenantId,
      guide_id: id,
      no,
      state: 'draft',
      content: JSON.stringify(maskDeep(content)),
      editors: actor.userId ? [actor.userId] : [],
      submitted_by: null,
      decided_at: null,
      decided_by: null,
      note: null,
    })
    .execute()

const bump = ({ tx, actor }: Act, id: string, version: number) =>
  tx
    .updateTable('guide')
    .set({ version: version + 1 })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
