import { attachFile, systemActor } from '../../cases/index.ts'
import type { JobHandlers } from '../../platform/jobs.ts'
import { findAccount } from '../accounts/accounts.ts'
import { customerActor } from '../receive.ts'
import { dropAfter, keepMedia } from '../received-media.ts'
import { fetchMedia } from '../wechat-api/api.ts'
import { tokenSourceOf } from '../wechat-api/token.ts'
import type { WechatSettings } from './door.ts'
import { mediaJob } from './push.ts'

const endings: Record<string, string> = { 图片: 'jpg', 语音: 'amr', 视频: 'mp4', 小视频: 'mp4' }

/** A picture or voice message of a follower, good for three days on the other side, comes onto the case it belongs to. */
export const wechatJobs: JobHandlers = {
  [mediaJob]: async (deps, { tenantId, accountId, caseId, mediaId, name }) => {
    const db = deps.database.tenant(tenantId)
    const account = await db
      .transaction()
      .execute((tx) => findAccount<WechatSettings>(tx, deps.keys, tenantId, 'wechat', String(accountId)))
    if (!account) return
    const { bytes } = await fetchMedia(deps, tokenSourceOf(account), String(mediaId))
    const file = await keepMedia(deps, { bytes, name: `${name}.${endings[String(name).split('-')[0] ?? ''] ?? 'bin'}` })
    if (!file) return
    const act = { keys: deps.keys, actor: { ...systemActor(tenantId), ...customerActor(tenantId) }, now: deps.clock() }
    await db
      .transaction()
      .execute((tx) => attachFile({ ...act, tx }, String(caseId), file))
      .catch(async (error) => {
        await dropAfter(deps, [file], error)
        throw error
      })
  },
}
