import type { Act } from '../../cases/index.ts'
import { readCaseNumber } from '../../cases/index.ts'
import { answerStatusQuery } from '../portal/index.ts'
import { wordsIn } from '../portal/say.ts'
import { portalCase } from '../portal/view.ts'
import type { ChannelSources } from '../sources.ts'
import { threadHash } from '../threads.ts'

/** How a case stands: to its own follower without more; to others who have number and code; else one sentence for all. */
export async function answerQuestion(
  act: Act,
  { number, code }: { number: string; code: string | undefined },
  { accountId, openId }: { accountId: string; openId: string },
  sources: Pick<ChannelSources, 'portal'>,
): Promise<string> {
  const { tx, keys, actor, now } = act
  const own = await tx
    .selectFrom('case_thread as t')
    .innerJoin('complaint_case as c', (join) => join.onRef('c.tenant_id', '=', 't.tenant_id').onRef('c.id', '=', 't.case_id'))
    .select('c.id')
    .where('t.tenant_id', '=', actor.tenantId)
    .where('t.thread_hash', '=', threadHash(keys, actor.tenantId, { door: 'wechat', accountId, thread: openId }))
    .where('c.number', '=', readCaseNumber(number) ?? '')
    .executeTakeFirst()
  if (own) {
    const shown = await portalCase({ tx, keys, tenantId: actor.tenantId, now }, own.id, 'zh', sources.portal)
    return wordsIn('zh').status.replace('{number}', shown.number).replace('{says}', shown.says)
  }
  const { text } = await answerStatusQuery(act, { number, language: 'zh', ...(code ? { code } : { contact: openId }) }, sources.portal)
  return text
}
