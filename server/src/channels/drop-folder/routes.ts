import { DropFolder, DropFolderInput, type DroppedFile, DroppedFileList } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import { recordAudit } from '../../audit/index.ts'
import { actOf } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { may, type Routes } from '../../platform/http.ts'
import { wholeList } from '../../platform/keyset.ts'
import { pathOfFolder } from './folder.ts'

const shown = 50

export function dropFolderRoutes(routes: Routes, deps: Deps) {
  const manages = may('channels:manage')
  routes.get('/drop-folder', { ...manages, schema: { response: { 200: DropFolder } } }, (req) =>
    req.read((tx) => folderOf(deps, tx, req.actor.tenantId)),
  )
  routes.put('/drop-folder', { ...manages, schema: { body: DropFolderInput, response: { 200: DropFolder } } }, (req, reply) =>
    reply.write(200, async (tx) => {
      const { actor, now } = actOf(deps, req, tx)
      const { isOpen, as, mapping, version } = req.body
      const values = { is_open: isOpen, run_as: as, mapping: JSON.stringify(mapping), version: version + 1 }
      const set = await tx
        .insertInto('drop_folder')
        .values({ tenant_id: actor.tenantId, ...values })
        .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(values).where('drop_folder.version', '=', version))
        .executeTakeFirst()
      if (!set.numInsertedOrUpdatedRows) throw new AppError('VERSION_CONFLICT', '请刷新后再改')
      await recordAudit(tx, { tenantId: actor.tenantId, kind: 'dropFolder.changed', actorId: actor.userId, facts: { isOpen, as }, at: now })
      return folderOf(deps, tx, actor.tenantId)
    }),
  )
  routes.get('/dropped-files', { ...manages, schema: { response: { 200: DroppedFileList } } }, (req) =>
    req.read(async (tx) => wholeList(await droppedFiles(deps, tx, req.actor.tenantId))),
  )
}

async function folderOf(deps: Deps, tx: Tx, tenantId: string): Promise<DropFolder> {
  const row = await tx.selectFrom('drop_folder').selectAll().where('tenant_id', '=', tenantId).executeTakeFirst()
  return {
    isOpen: row?.is_open ?? false,
    as: row?.run_as ?? null,
    mapping: row?.mapping ?? {},
    path: await pathOfFolder(deps, tx, tenantId),
    version: row?.version ?? 0,
  }
}

async function droppedFiles({ keys }: Deps, tx: Tx, tenantId: string): Promise<DroppedFile[]> {
  const rows = await tx
    .selectFrom('dropped_file')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(shown)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: maskPersonalData(keys.decrypt(row.name_cipher)).masked,
    importId: row.import_id,
    state: row.state,
    at: row.at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    detail: row.detail,
  }))
}
