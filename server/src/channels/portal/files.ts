import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'

/** A file of the session's case that its customer may see. @throws NOT_FOUND */
export async function findPortalFile(tx: Tx, tenantId: string, caseId: string, fileId: string) {
  const file = await tx
    .selectFrom('portal_file as p')
    .innerJoin('stored_file as f', (join) => join.onRef('f.tenant_id', '=', 'p.tenant_id').onRef('f.id', '=', 'p.file_id'))
    .select(['f.name', 'f.content_type', 'f.size_bytes', 'f.storage_name'])
    .where('p.tenant_id', '=', tenantId)
    .where('p.case_id', '=', caseId)
    .where('p.file_id', '=', fileId)
    .executeTakeFirst()
  if (!file) throw new AppError('NOT_FOUND', '没有这个文件')
  return file
}
