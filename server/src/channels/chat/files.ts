import type { MultipartFile } from '@fastify/multipart'
import { largestChatFile } from '@zhiwei/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { receiveFile } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { FileStore, ReceivedFile } from '../../platform/files.ts'
import './tables.ts'

/** 图片, told from its content, up to 10 MB. @throws BODY_TOO_LARGE, MEDIA_TYPE_UNSUPPORTED, INPUT_INVALID */
export async function receiveImage(files: FileStore, request: FastifyRequest): Promise<ReceivedFile> {
  const part: MultipartFile | undefined = await request.file({ limits: { fileSize: largestChatFile, files: 1 }, throwFileSizeLimit: false })
  const file = await receiveFile(files, part)
  if (!part?.file.truncated && file.contentType.startsWith('image/')) return file
  await files.remove(file.storageName)
  throw part?.file.truncated
    ? new AppError('BODY_TOO_LARGE', '图片不能超过 10 MB')
    : new AppError('MEDIA_TYPE_UNSUPPORTED', '会话里可以发图片')
}

/** @throws NOT_FOUND also for a picture of another talk */
export async function findChatFile(tx: Tx, tenantId: string, chatId: string | null, id: string) {
  const file = await tx
    .selectFrom('chat_file')
    .select(['name', 'content_type', 'size_bytes', 'storage_name', 'chat_id'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!file || (chatId !== null && file.chat_id !== chatId)) throw new AppError('NOT_FOUND', '图片不存在')
  return file
}

/** Never shown as a page of ours: sandboxed, not sniffed. */
export const sendFileOf = (reply: FastifyReply, files: FileStore, file: Awaited<ReturnType<typeof findChatFile>>) =>
  reply
    .header('Content-Type', file.content_type)
    .header('Content-Length', file.size_bytes)
    .header('Content-Disposition', `inline; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .header('Content-Security-Policy', "sandbox; default-src 'none'")
    .header('X-Content-Type-Options', 'nosniff')
    .send(files.read(file.storage_name))
