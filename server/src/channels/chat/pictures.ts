import type { MultipartFile } from '@fastify/multipart'
import { type Act, attachFile, dropReceived, isOpen, receiveFile, systemActor } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { enqueue, type JobHandlers } from '../../platform/jobs.ts'
import { customerActor } from '../receive.ts'
import { openCaseOf } from '../threads.ts'
import { talkThread } from './case-of-talk.ts'
import type { Chat } from './tables.ts'
import './tables.ts'

const picturesJob = 'chats.keepPictures'

/** 图片随单: what the customer sent in a talk that became a case comes onto the case, as bytes of its own; by a job, for it takes its time. */
export const keepPictures = ({ tx, actor }: Act, chatId: string) => enqueue(tx, picturesJob, { tenantId: actor.tenantId, chatId })

export const pictureJobs: JobHandlers = {
  [picturesJob]: async (deps, { tenantId, chatId }) => {
    const db = deps.database.tenant(tenantId)
    const files = await db
      .selectFrom('chat_file as f')
      .select(['f.id', 'f.name', 'f.storage_name'])
      .where('f.tenant_id', '=', tenantId)
      .where('f.chat_id', '=', String(chatId))
      .where('f.on_case_at', 'is', null)
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom('chat_message as m')
            .select('m.no')
            .whereRef('m.tenant_id', '=', 'f.tenant_id')
            .whereRef('m.chat_id', '=', 'f.chat_id')
            .whereRef('m.file_id', '=', 'f.id')
            .where('m.said_by', '=', 'customer'),
        ),
      )
      .orderBy('f.at')
      .orderBy('f.id')
      .execute()
    for (const file of files) await keepOne(deps, tenantId, String(chatId), file)
  },
}

type Picture = { id: string; name: string; storage_name: string }

async function keepOne(deps: Deps, tenantId: string, chatId: string, picture: Picture) {
  const bytes = deps.files.read(picture.storage_name)
  const file = await receiveFile(deps.files, { file: bytes, filename: picture.name } as unknown as MultipartFile)
  try {
    const isKept = await deps.database
      .tenant(tenantId)
      .transaction()
      .execute(async (tx) => {
        const act: Act = { tx, keys: deps.keys, actor: { ...systemActor(tenantId), ...customerActor(tenantId) }, now: deps.clock() }
        const chat = await tx.selectFrom('chat').selectAll().where('tenant_id', '=', tenantId).where('id', '=', chatId).executeTakeFirst()
        const caseId = chat && (await openCaseOfTalk(act, chat))
        if (!caseId) return false
        const mark = tx.updateTable('chat_file').set({ on_case_at: act.now }).where('tenant_id', '=', tenantId)
        const mine = await mark.where('id', '=', picture.id).where('on_case_at', 'is', null).returning('id').executeTakeFirst()
        if (!mine) return false
        await attachFile(act, caseId, file, 'chat')
        return true
      })
    if (!isKept) await deps.files.remove(file.storageName)
  } catch (error) {
    await dropReceived(deps.files, file.storageName, error)
    // A case that takes no files any more keeps its picture in the talk.
    if (!(error instanceof AppError)) throw error
  }
}

async function openCaseOfTalk(act: Act, chat: Chat): Promise<string | null> {
  const open = await openCaseOf(act, { door: 'chat', accountId: null, thread: talkThread(chat) })
  return open && isOpen(open.status) ? open.id : null
}
