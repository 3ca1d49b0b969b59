import type {
  WebhookIn,
  WebhookInChange,
  WebhookInInput,
  WebhookOut,
  WebhookOutChange,
  WebhookOutInput,
  WebhookSecret,
} from '@zhiwei/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import type { Act } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { keyOf } from './receive.ts'
import { newSecret, rotated } from './secrets.ts'

type Table = 'webhook_in' | 'webhook_out'

/** 接收地址 */
export async function listWebhooksIn({ tx, actor }: Pick<Act, 'tx' | 'actor'>, { config }: Pick<Deps, 'config'>): Promise<WebhookIn[]> {
  const rows = await tx.selectFrom('webhook_in').selectAll().where('tenant_id', '=', actor.tenantId).orderBy('id').execute()
  const base = config.publicUrl ?? `http://${config.host}:${config.port}`
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    channel: row.channel,
    mapping: row.mapping,
    address: `${base}/api/v1/hooks/in/${keyOf(actor.tenantId, row.id)}`,
    lastAt: row.last_at?.toISOString() ?? null,
    previousUntil: row.previous_until?.toISOString() ?? null,
    isOpen: row.is_open,
    lastError: row.last_error,
    version: row.version,
  }))
}

/** 推送订阅: of their addresses only the host is shown. */
export async function listWebhooksOut({ tx, actor, keys }: Pick<Act, 'tx' | 'actor' | 'keys'>): Promise<WebhookOut[]> {
  const rows = await tx
    .selectFrom('webhook_out as w')
    .selectAll('w')
    .select(
      sql<number>`(select count(*)::int from webhook_delivery d where d.tenant_id = w.tenant_id and d.webhook_id = w.id and d.state = 'dead')`.as(
        'dead',
      ),
    )
    .where('w.tenant_id', '=', actor.tenantId)
    .orderBy('w.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    host: new URL(keys.decrypt(row.address_cipher)).host,
    kinds: row.kinds,
    withTexts: row.with_texts,
    lastOkAt: row.last_ok_at?.toISOString() ?? null,
    tries: row.tries,
    nextAt: row.next_at.toISOString(),
    dead: row.dead,
    previousUntil: row.previous_until?.toISOString() ?? null,
    isOpen: row.is_open,
    lastError: row.last_error,
    version: row.version,
  }))
}

/** 新增接收地址: the secret is shown this once. */
export async function addWebhookIn(act: Act, { name, channel, mapping }: z.infer<typeof WebhookInInput>): Promise<WebhookSecret> {
  const { tx, actor, keys, now } = act
  const [id, secret] = [newId(), newSecret()]
  await tx
    .insertInto('webhook_in')
    .values({
      tenant_id: actor.tenantId,
      id,
      name,
      channel,
      mapping: JSON.stringify(mapping),
      secret_cipher: keys.encrypt(secret),
      is_open: true,
      made_at: now,
    })
    .execute()
  await audit(act, 'webhook.added', id, { direction: 'in' })
  return { id, secret }
}

/** 新增推送订阅: tells what happens from now on; the secret is shown this once. */
export async function addWebhookOut(act: Act, input: z.infer<typeof WebhookOutInput>): Promise<WebhookSecret> {
  const { tx, actor, keys, now } = act
  const [id, secret] = [newId(), newSecret()]
  const { rows } = await sql<{ seq: number }>`select seq from feed_head where tenant_id = ${actor.tenantId}`.execute(tx)
  await tx
    .insertInto('webhook_out')
    .values({
      tenant_id: actor.tenantId,
      id,
      name: input.name,
      address_cipher: keys.encrypt(input.address),
      secret_cipher: keys.encrypt(secret),
      kinds: input.kinds,
      with_texts: input.withTexts,
      is_open: true,
      position: rows[0]?.seq ?? 0,
      next_at: now,
      made_at: now,
    })
    .execute()
  await audit(act, 'webhook.added', id, { direction: 'out', kinds: input.kinds, withTexts: input.withTexts })
  return { id, secret }
}

/** @throws NOT_FOUND, VERSION_CONFLICT */
export async function changeWebhookIn(act: Act, id: string, change: z.infer<typeof WebhookInChange>) {
  const { name, channel, mapping, isOpen, version } = change
  await update(act, 'webhook_in', id, version, {
    ...(name !== undefined && { name }),
    ...(channel !== undefined && { channel }),
    ...(mapping !== undefined && { mapping: JSON.stringify(mapping) }),
    ...(isOpen !== undefined && { is_open: isOpen }),
  })
  await audit(act, 'webhook.changed', id, { fields: Object.keys(change).filter((field) => field !== 'version') })
}

/** A new address is tried at once. @throws NOT_FOUND, VERSION_CONFLICT */
export async function changeWebhookOut(act: Act, id: string, change: z.infer<typeof WebhookOutChange>) {
  const { name, address, kinds, withTexts, isOpen, version } = change
  await update(act, 'webhook_out', id, version, {
    ...(name !== undefined && { name }),
    ...(address !== undefined && { address_cipher: act.keys.encrypt(address), tries: 0, next_at: act.now, last_error: null }),
    ...(kinds !== undefined && { kinds }),
    ...(withTexts !== undefined && { with_texts: withTexts }),
    ...(isOpen !== undefined && { is_open: isOpen, next_at: act.now }),
  })
  await audit(act, 'webhook.changed', id, { fields: Object.keys(change).filter((field) => field !== 'version') })
}

async function update({ tx, actor }: Act, table: Table, id: string, version: number, values: Record<string, unknown>) {
  const changed = await tx
    .updateTable(table)
    .set({ ...values, version: version + 1 })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (changed.numUpdatedRows) return
  await found({ tx, actor }, table, id)
  throw new AppError('VERSION_CONFLICT', '请刷新后再改')
}

/** 轮换密钥: the new secret, shown this once; the old one counts a day longer. @throws NOT_FOUND */
export async function rotateSecret(act: Act, table: Table, id: string): Promise<WebhookSecret> {
  const { tx, actor, keys, now } = act
  const row = await found(act, table, id)
  const secret = newSecret()
  await tx
    .updateTable(table)
    .set(rotated(keys, row, secret, now))
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
  await audit(act, 'webhook.secretMade', id, {})
  return { id, secret }
}

/** 删除: with its log. @throws NOT_FOUND */
export async function removeWebhook(act: Act, table: Table, id: string) {
  const removed = await act.tx.deleteFrom(table).where('tenant_id', '=', act.actor.tenantId).where('id', '=', id).executeTakeFirst()
  if (!removed.numDeletedRows) throw new AppError('NOT_FOUND', '没有这个回调')
  await audit(act, 'webhook.removed', id, {})
}

/** 重放: a dead letter, or all of the subscription, is told again. @throws NOT_FOUND where nothing is dead */
export async function tellDeadAgain(act: Act, webhookId: string, deliveryId?: string) {
  const again = await act.tx
    .updateTable('webhook_delivery')
    .set({ state: 'again' })
    .where('tenant_id', '=', act.actor.tenantId)
    .where('webhook_id', '=', webhookId)
    .where('state', '=', 'dead')
    .$if(deliveryId !== undefined, (query) => query.where('id', '=', deliveryId as string))
    .executeTakeFirst()
  if (!again.numUpdatedRows) throw new AppError('NOT_FOUND', '没有可以重放的死信')
  await act.tx
    .updateTable('webhook_out')
    .set({ next_at: act.now })
    .where('tenant_id', '=', act.actor.tenantId)
    .where('id', '=', webhookId)
    .where('tries', '=', 0)
    .execute()
  await audit(act, 'webhook.replayed', webhookId, { count: Number(again.numUpdatedRows) })
  return { count: Number(again.numUpdatedRows) }
}

/** @throws NOT_FOUND */
export async function requireWebhook(act: Pick<Act, 'tx' | 'actor'>, table: Table, id: string) {
  await found(act, table, id)
}

async function found({ tx, actor }: Pick<Act, 'tx' | 'actor'>, table: Table, id: string) {
  const row = await tx
    .selectFrom(table)
    .select(['secret_cipher', 'previous_cipher', 'previous_until'])
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这个回调')
  return row
}

const audit = (
  { tx, actor, now }: Act,
  kind: 'webhook.added' | 'webhook.changed' | 'webhook.removed' | 'webhook.secretMade' | 'webhook.replayed',
  subjectId: string,
  facts: Record<string, unknown>,
) => recordAudit(tx, { tenantId: actor.tenantId, kind, actorId: actor.userId, subjectId, facts, at: now })
