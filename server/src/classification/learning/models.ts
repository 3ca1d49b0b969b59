import { type TextModel, trainedHeads } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import { type Insertable, sql } from 'kysely'
import { recordAudit } from '../../audit/index.ts'
import { type Act, personNamed } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { isUuid, newId } from '../../platform/ids.ts'
import { forgetSpeaker } from '../engine.ts'
import type { TextModelTable, TrainedHead } from '../tables.ts'
import { shippedCards } from './shipped-cards.ts'

type Service = { head: TrainedHead; modelId: string | null; by: { id: string; name: string } | null; at: Date; reason: string | null }

/** The last word on each head: which model serves, who put it there, when and why. */
async function servicesOf(tx: Tx, tenantId: string): Promise<Service[]> {
  const { rows } = await sql<{ head: TrainedHead; model_id: string | null; at: Date; reason: string | null; by: Service['by'] }>`
    select distinct on (s.head, s.model_id) s.head, s.model_id, s.at, s.reason, ${personNamed('s', 'by_id')} as by
    from text_model_service s where s.tenant_id = ${tenantId} order by s.head, s.model_id, s.at desc, s.id desc`.execute(tx)
  return rows.map(({ model_id, ...row }) => ({ ...row, modelId: model_id })).sort((one, other) => other.at.getTime() - one.at.getTime())
}

/** The tenant's model in service, by head; a head without one is served by what is shipped. */
export async function modelsInService(tx: Tx, tenantId: string): Promise<Map<TrainedHead, string>> {
  const { rows } = await sql<{ head: TrainedHead; model_id: string | null }>`
    select distinct on (head) head, model_id from text_model_service where tenant_id = ${tenantId} order by head, at desc, id desc`.execute(
    tx,
  )
  return new Map(rows.flatMap(({ head, model_id }) => (model_id ? [[head, model_id]] : [])))
}

export async function weightsOf(tx: Tx, tenantId: string, modelId: string): Promise<Buffer | null> {
  const row = await tx
    .selectFrom('text_model')
    .select('weights')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', modelId)
    .executeTakeFirst()
  return row?.weights.length ? row.weights : null
}

/** 模型: those of the tenant, newest first, then what is shipped; each with its card. */
export async function listModels(tx: Tx, tenantId: string): Promise<TextModel[]> {
  const services = await servicesOf(tx, tenantId)
  const inService = await modelsInService(tx, tenantId)
  const rows = await tx
    .selectFrom('text_model')
    .select(['id', 'head', 'run_id', 'trained_at', 'trained_on', 'quality', 'card', sql<number>`length(weights)`.as('bytes')])
    .where('tenant_id', '=', tenantId)
    .orderBy('trained_at', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
  const serviceOf = (head: string, modelId: string | null) => {
    const found = services.find((service) => service.head === head && service.modelId === modelId)
    return found ? { by: found.by, at: found.at.toISOString(), reason: found.reason } : null
  }
  const trained = rows.map((row): TextModel => {
    const service = serviceOf(row.head, row.id)
    return {
      id: row.id,
      head: row.head,
      origin: 'tenant',
      state: inService.get(row.head) === row.id ? 'inService' : service ? 'earlier' : 'notBetter',
      serviceable: row.bytes > 0,
      trainedAt: row.trained_at.toISOString(),
      trainedOn: row.trained_on,
      bytes: row.bytes,
      quality: row.quality,
      card: row.card,
      runId: row.run_id,
      service,
    }
  })
  return [...trained, ...shipped((head) => (inService.has(head as TrainedHead) ? 'earlier' : 'inService'), serviceOf)]
}

/** What speaks where a tenant has no model of its own, and the heads that nobody trains; without a shipped category model its seed words. */
function shipped(
  stateOf: (head: string) => TextModel['state'],
  serviceOf: (head: string, modelId: null) => TextModel['service'],
): TextModel[] {
  const common = { trainedAt: null, trainedOn: null, runId: null, quality: null }
  const cards = shippedCards()
  const models = cards.map(
    ({ head, bytes, card }): TextModel => ({
      ...common,
      id: `${head}:shipped`,
      head,
      origin: 'shipped',
      state: stateOf(head),
      serviceable: (trainedHeads as readonly string[]).includes(head),
      bytes,
      card,
      service: serviceOf(head, null),
    }),
  )
  // A head without a shipped model is read by seed words or rules alone; a tenant must find the way back to them.
  const byRules = [
    { head: 'category', id: 'category:seeds', origin: 'seeds' as const },
    { head: 'severity', id: 'severity:shipped', origin: 'shipped' as const },
  ].filter(({ head }) => !cards.some((card) => card.head === head))
  return [
    ...byRules.map(
      (row): TextModel => ({
        ...common,
        ...row,
        state: stateOf(row.head),
        serviceable: true,
        bytes: null,
        card: null,
        service: serviceOf(row.head, null),
      }),
    ),
    ...models,
  ]
}

export const insertModel = (tx: Tx, row: Insertable<TextModelTable>) => tx.insertInto('text_model').values(row).execute()

export const putIntoService = (
  { tx, actor, now }: Pick<Act, 'tx' | 'actor' | 'now'>,
  row: { head: TrainedHead; modelId: string | null; reason: string | null },
) =>
  tx
    .insertInto('text_model_service')
    .values({
      tenant_id: actor.tenantId,
      id: newId(),
      head: row.head,
      model_id: row.modelId,
      at: now,
      by_id: actor.userId,
      reason: row.reason,
    })
    .execute()

/**
 * 启用模型: puts a model into service by hand, an earlier one too (回滚), or what is shipped.
 * @throws NOT_FOUND, ALREADY_DECIDED when it serves already, GONE when its weights were not kept
 */
export async function serveModel(act: Act, id: string, reason: string): Promise<TextModel> {
  const { tx, actor, now } = act
  const model = (await listModels(tx, actor.tenantId)).find((row) => row.id === id)
  if (!model || (!model.serviceable && model.origin !== 'tenant')) throw new AppError('NOT_FOUND', '没有这个可以启用的模型')
  if (model.state === 'inService') throw new AppError('ALREADY_DECIDED', '这个模型正在使用')
  if (!model.serviceable) throw new AppError('GONE', '这个模型的权重已不再保存')
  const modelId = isUuid(id) ? id : null
  await putIntoService(act, { head: model.head as TrainedHead, modelId, reason: maskPersonalData(reason).masked })
  const facts = { head: model.head, ...(modelId && { modelId }) }
  await recordAudit(tx, {
    tenantId: actor.tenantId,
    kind: 'textModel.served',
    actorId: actor.userId,
    subjectId: modelId,
    facts,
    reason,
    at: now,
  })
  forgetSpeaker(actor.tenantId)
  const served = (await listModels(tx, actor.tenantId)).find((row) => row.id === id)
  if (!served) throw new Error('the model is there still')
  return served
}

const keptUnserved = 5

/** Cards are kept for ever, weights of models that never served only of the newest few. */
export async function dropOldWeights(tx: Tx, tenantId: string, head: TrainedHead) {
  await sql`
    update text_model set weights = '' where tenant_id = ${tenantId} and head = ${head} and length(weights) > 0
      and id not in (select model_id from text_model_service where tenant_id = ${tenantId} and model_id is not null)
      and id not in (select id from text_model where tenant_id = ${tenantId} and head = ${head} order by trained_at desc, id desc limit ${keptUnserved})`.execute(
    tx,
  )
}
