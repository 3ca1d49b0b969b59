import type { ModelService } from '@zhiwei/contract'
import { recordAudit } from '../../audit/index.ts'
import { type Act, personNamed } from '../../cases/index.ts'
import type { Config } from '../../platform/config.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import '../tables.ts'
import { modelOf } from './call.ts'

/** 模型服务: what the operator set and whether this company switched it on; never the key. */
export async function modelServiceOf(tx: Tx, tenantId: string, config: Config): Promise<ModelService> {
  const row = await tx
    .selectFrom('model_setting as m')
    .select(['m.enabled', 'm.version', 'm.changed_at', personNamed('m', 'changed_by').as('by')])
    .where('m.tenant_id', '=', tenantId)
    .executeTakeFirst()
  const model = modelOf(config)
  return {
    available: model !== null,
    enabled: model !== null && (row?.enabled ?? false),
    model: model?.name ?? null,
    host: model ? new URL(model.url).host : null,
    changedAt: row?.changed_at.toISOString() ?? null,
    changedBy: row?.by ?? null,
    version: row?.version ?? 0,
  }
}

/** 开关模型服务. @throws VERSION_CONFLICT, MODEL_OFF where the operator set none */
export async function switchModelService(
  { tx, actor, now }: Act,
  config: Config,
  enabled: boolean,
  version: number,
): Promise<ModelService> {
  const { tenantId } = actor
  if (enabled && !modelOf(config)) throw new AppError('MODEL_OFF', '请先由运维设置 MODEL_URL 和 MODEL_NAME')
  const values = { enabled, changed_at: now, changed_by: actor.userId, version: version + 1 }
  const done =
    version === 0
      ? await tx
          .insertInto('model_setting')
          .values({ tenant_id: tenantId, ...values })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
          .then((result) => result.numInsertedOrUpdatedRows)
      : await tx
          .updateTable('model_setting')
          .set(values)
          .where('tenant_id', '=', tenantId)
          .where('version', '=', version)
          .executeTakeFirst()
          .then((result) => result.numUpdatedRows)
  if (!done) throw new AppError('VERSION_CONFLICT', '别人刚改过，请刷新后再改')
  await recordAudit(tx, { tenantId, kind: 'modelService.set', actorId: actor.userId, facts: { enabled }, at: now })
  return modelServiceOf(tx, tenantId, config)
}
