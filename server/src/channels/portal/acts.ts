import type { PortalCase, PortalLanguage } from '@zhiwei/contract'
import { type Act, attachFile, lockCase, maskTexts, messageCase, withdrawCase } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { ReceivedFile } from '../../platform/files.ts'
import { wordsIn } from './say.ts'
import type { PortalSources } from './sources.ts'
import { portalCase } from './view.ts'

// What a customer does on their own case. Each holds the same rules as `can` shows, then does what staff's own act does.

type What = keyof PortalCase['can']
export type PortalAct = { act: Act; caseId: string; language: PortalLanguage; sources: PortalSources }

const refusals: Record<What, string> = {
  message: '这件投诉已经结束，不能再发消息',
  file: '这件投诉已经结束，不能再上传',
  remind: '现在不能催办',
  confirm: '现在没有等您确认的答复，请刷新看最新进展',
  rate: '现在不能评价，或您已经评价过了',
  appeal: '现在不能申诉，或您的申诉已经在复核中',
  withdraw: '这件投诉不能在这里撤回，请联系我们',
}

/** @throws RATE_LIMITED when asked too often, CASE_STEP_NOT_ALLOWED */
async function requireCan({ act, caseId, language, sources }: PortalAct, what: What) {
  await lockCase(act, caseId)
  const { tx, keys, actor, now } = act
  const { allowed, from } = (await portalCase({ tx, keys, tenantId: actor.tenantId, now }, caseId, language, sources)).can[what]
  if (from !== null) {
    const retryAfterSeconds = Math.ceil((Date.parse(from) - now.getTime()) / 1_000)
    throw new AppError('RATE_LIMITED', '您已经催过了，我们看到了；请过些时候再催', { retryAfterSeconds })
  }
  if (!allowed) throw new AppError('CASE_STEP_NOT_ALLOWED', refusals[what], { missing: [what] })
}

const seen = ({ act: { tx, keys, actor, now }, caseId, language, sources }: PortalAct): Promise<PortalCase> =>
  portalCase({ tx, keys, tenantId: actor.tenantId, now }, caseId, language, sources)

/** The same words once more so soon are a second tap. */
const secondTapMs = 60_000

/** 发消息 */
export async function sendMessage(to: PortalAct, text: string): Promise<PortalCase> {
  await requireCan(to, 'message')
  const before = await seen(to)
  const last = before.messages.at(-1)
  const isSecondTap = last?.kind === 'message' && last.from === 'customer' && to.act.now.getTime() - Date.parse(last.at) < secondTapMs
  if (isSecondTap && last.text === maskTexts({ text }).text) return before
  await messageCase(to.act, to.caseId, { direction: 'fromCustomer', text }, 'portal')
  return seen(to)
}

/** Files of a customer on one case. Source: docs/rules/portal.md */
export const mostFiles = 30

/** Asked before a byte is received, and again when it is kept. @throws CASE_STEP_NOT_ALLOWED when there are enough */
export async function requireRoomForFile(tx: Tx, tenantId: string, caseId: string) {
  const { count } = await tx
    .selectFrom('portal_file')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('case_id', '=', caseId)
    .where('from_customer', '=', true)
    .executeTakeFirstOrThrow()
  if (count >= mostFiles) throw new AppError('CASE_STEP_NOT_ALLOWED', `一件投诉最多上传 ${mostFiles} 个文件`, { missing: ['file'] })
}

/** 补充材料. @returns the file's id */
export async function addFile(to: PortalAct, file: ReceivedFile): Promise<{ id: string }> {
  await requireCan(to, 'file')
  await requireRoomForFile(to.act.tx, to.act.actor.tenantId, to.caseId)
  const { id } = await attachFile(to.act, to.caseId, file, 'portal')
  const { tx, actor, now } = to.act
  await tx
    .insertInto('portal_file')
    .values({ tenant_id: actor.tenantId, file_id: id, case_id: to.caseId, from_customer: true, at: now, by_id: null })
    .execute()
  return { id }
}

/** 确认: solved or not, as a follow-up call would ask; where the written process wants more of one, the word is kept and somebody calls. */
export async function confirmCase(to: PortalAct, { solved, text }: { solved: boolean; text?: string | undefined }): Promise<PortalCase> {
  await requireCan(to, 'confirm')
  const { act, caseId } = to
  if (!(await to.sources.confirm(act, caseId, solved, text))) {
    const words = wordsIn('zh')[solved ? 'saysSolved' : 'saysNotSolved']
    await messageCase(act, caseId, { direction: 'fromCustomer', text: text ? `${words}${text}` : words }, 'portal')
  }
  return seen(to)
}

/** 评价 */
export async function rateCase(to: PortalAct, rating: { satisfaction: number; comment?: string | undefined }): Promise<PortalCase> {
  await requireCan(to, 'rate')
  await to.sources.rate(to.act, to.caseId, rating)
  return seen(to)
}

/** 催一催 */
export async function remindUs(to: PortalAct, text: string | undefined): Promise<PortalCase> {
  await requireCan(to, 'remind')
  await to.sources.remind(to.act, to.caseId, text)
  return seen(to)
}

/** 申诉 */
export async function appealCase(to: PortalAct, reason: string): Promise<PortalCase> {
  await requireCan(to, 'appeal')
  await to.sources.appeal(to.act, to.caseId, reason)
  return seen(to)
}

/** 撤诉 */
export async function takeBack(to: PortalAct, reason: string | undefined): Promise<PortalCase> {
  await requireCan(to, 'withdraw')
  await withdrawCase(to.act, to.caseId, { reason: reason ?? wordsIn(to.language).withdrawal })
  return seen(to)
}
