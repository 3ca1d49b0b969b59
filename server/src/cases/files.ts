import type { Readable } from 'node:stream'
import type { CaseFile } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import { fileTypeFromBuffer } from 'file-type'
import { isDatabaseGone, type Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import { columnsOfFile, type FileColumns, type FileStore, type ReceivedFile, shownFile } from '../platform/files.ts'
import type { Actor } from '../platform/http.ts'
import { newId } from '../platform/ids.ts'
import { type Act, actDone, beginStep, recordEvent } from './act.ts'
import { visibleCases } from './policy.ts'

export type StoredFileTable = FileColumns & {
  tenant_id: string
  id: string
  case_id: string | null
  uploaded_by: string | null
  uploaded_at: Date
}

declare module '../platform/database.ts' {
  interface Tables {
    stored_file: StoredFileTable
  }
}

const maxBytes = 25 * 1024 * 1024
/** What may be attached, told from the content, never from the name. Office files of today are zip containers with their own types. */
const allowed =
  /^(image\/(png|jpeg|gif|webp|heic|heif|bmp)|application\/pdf|audio\/.+|video\/(mp4|quicktime|webm|3gpp)|application\/(zip|x-cfb|vnd\.openxmlformats-officedocument\..+)|text\/plain)$/

/** Receives the upload into the store before any transaction; the row is made by `attachFile`, a failed act removes the bytes. */
export async function receiveFile(files: FileStore, part: { file: Readable; filename: string } | undefined): Promise<ReceivedFile> {
  if (!part) throw new AppError('INPUT_INVALID', '请选择一个文件', { errors: [{ pointer: '#/file', detail: '缺少文件' }] })
  const stored = await files.store(part.file, maxBytes)
  const type = (await fileTypeFromBuffer(stored.head))?.mime ?? (isText(stored.head) ? 'text/plain' : 'application/octet-stream')
  if (stored.sizeBytes === 0 || !allowed.test(type)) {
    await files.remove(stored.storageName)
    throw new AppError('MEDIA_TYPE_UNSUPPORTED', stored.sizeBytes === 0 ? '文件是空的' : '可以上传图片、音视频、PDF、Office 文档和纯文本')
  }
  return { ...stored, name: safeName(part.filename || 'file'), contentType: type }
}

/** After a failed act the bytes go; but not when the database went away: the commit may have been done and only its answer lost. */
export async function dropReceived(files: FileStore, storageName: string, error: unknown) {
  if (!isDatabaseGone(error)) await files.remove(storageName)
}

const isText = (head: Buffer) => !head.includes(0) && !head.toString('utf8').slice(0, -4).includes('\uFFFD')
// Separators of paths, controls and direction marks: nothing a name shown to people needs.
const unsafeInName = /[\p{Cc}\p{Bidi_Control}/\\:*?"<>|]/gu
const safeName = (given: string) => maskPersonalData(given.replace(unsafeInName, '_').slice(-150) || 'file').masked

/** 附件: adds a received file to the case's timeline. @param door by which it came in, where it was the customer's */
export async function attachFile(act: Act, caseId: string, file: ReceivedFile, door?: string) {
  const complaintCase = await beginStep(act, caseId, 'files', {})
  const id = newId()
  await act.tx
    .insertInto('stored_file')
    .values({
      tenant_id: act.actor.tenantId,
      id,
      case_id: complaintCase.id,
      ...columnsOfFile(file),
      uploaded_by: act.actor.userId,
      uploaded_at: act.now,
    })
    .execute()
  const after = await recordEvent(act, complaintCase, {
    kind: 'case.fileAdded',
    facts: { fileId: id, contentType: file.contentType, sizeBytes: file.sizeBytes, ...(door && { door }) },
  })
  return actDone(act, after, id)
}

export async function filesOfCase(tx: Tx, tenantId: string, caseId: string): Promise<CaseFile[]> {
  const rows = await tx
    .selectFrom('stored_file as f')
    .leftJoin('user_account as u', (join) => join.onRef('u.tenant_id', '=', 'f.tenant_id').onRef('u.id', '=', 'f.uploaded_by'))
    .select(['f.id', 'f.name', 'f.content_type', 'f.size_bytes', 'f.uploaded_at as at', 'f.uploaded_by', 'u.name as by_name'])
    .where('f.tenant_id', '=', tenantId)
    .where('f.case_id', '=', caseId)
    .orderBy('f.uploaded_at')
    .execute()
  return rows.map((row) => ({ ...shownFile(row), by: row.uploaded_by ? { id: row.uploaded_by, name: row.by_name ?? '' } : null }))
}

/** @throws NOT_FOUND also when the case is not the person's to see */
export async function findFile(tx: Tx, actor: Actor, fileId: string) {
  const file = await tx
    .selectFrom('stored_file')
    .innerJoin('complaint_case', (join) =>
      join.onRef('complaint_case.tenant_id', '=', 'stored_file.tenant_id').onRef('complaint_case.id', '=', 'stored_file.case_id'),
    )
    .select(['stored_file.name', 'stored_file.content_type', 'stored_file.size_bytes', 'stored_file.storage_name'])
    .where('stored_file.tenant_id', '=', actor.tenantId)
    .where('stored_file.id', '=', fileId)
    .where((eb) => visibleCases(actor)(eb as never) as never)
    .executeTakeFirst()
  if (!file) throw new AppError('NOT_FOUND', '文件不存在或您无权查看')
  return file
}
