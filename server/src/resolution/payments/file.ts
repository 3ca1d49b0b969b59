import type { PaymentFileQuery } from '@zhiwei/contract'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import { customerNames, mayReveal, revealedField } from '../../customers/index.ts'
import type { Keys } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { type Cell, type Column, contentTypes, tableBytes } from '../../platform/table-file/index.ts'
import { findBatch } from './batches.ts'

type PaymentFile = { name: string; contentType: string; bytes: Buffer }

const columns: Column[] = [
  { title: '付款编号', width: 18 },
  { title: '工单编号', width: 18 },
  { title: '收款人', width: 18 },
  { title: '金额（元）', kind: 'amount', width: 18 },
  { title: '方式', width: 18 },
  { title: '生效时间', width: 18 },
]
const kindNames: Record<string, string> = { refund: '退款', compensation: '补偿', other: '其他', thanks: '感谢奖励' }

/**
 * 付款文件 of a batch, as CSV or xlsx; written out again it is the same file. The reference (付款编号) is the batch's number and the line's.
 * @throws NOT_FOUND, NOT_PERMITTED to see payees in full, INPUT_INVALID without a reason for it
 */
export async function paymentFile(
  tx: Tx,
  keys: Keys,
  actor: Actor,
  id: string,
  query: z.infer<typeof PaymentFileQuery>,
  now: Date,
): Promise<PaymentFile> {
  const { tenantId } = actor
  const { no } = await findBatch(tx, tenantId, id)
  const inFull = query.payee === 'full'
  if (inFull) await recordReveal(tx, actor, id, query.reason, now)
  const payments = await paymentsOf(tx, tenantId, id)
  const names = await payeesOf(tx, keys, tenantId, payments, inFull)
  const rows: Cell[][] = payments.map((payment, index) => [
    `FK${String(no).padStart(6, '0')}-${String(index + 1).padStart(4, '0')}`,
    payment.number,
    (payment.customer_id && names.get(payment.customer_id)) || '',
    payment.amount_fen / 100,
    kindNames[payment.kind] ?? payment.kind,
    (payment.decided_at ?? payment.at).toISOString(),
  ])
  const name = `payments-${String(no).padStart(6, '0')}.${query.format}`
  const bytes = await tableBytes({ name: '付款', columns, rows: [rows], zone: 'UTC' }, query.format)
  return { name, contentType: contentTypes[query.format], bytes }
}

async function recordReveal(tx: Tx, actor: Actor, batchId: string, reason: string | undefined, now: Date) {
  if (!(await mayReveal(tx, actor))) throw new AppError('NOT_PERMITTED', '需要权限 customers:reveal；请导出脱敏的文件')
  if (!reason) throw invalidInput('#/reason', '导出完整姓名要写明理由')
  const about = { subjectId: batchId, facts: { field: 'name' }, reason }
  await recordAudit(tx, { tenantId: actor.tenantId, kind: 'paymentBatch.revealed', actorId: actor.userId, ...about, at: now })
}

const paymentsOf = (tx: Tx, tenantId: string, batchId: string) =>
  tx
    .selectFrom('authority_ledger as l')
    .innerJoin('remedy as r', (join) => join.onRef('r.tenant_id', '=', 'l.tenant_id').onRef('r.id', '=', 'l.remedy_id'))
    .innerJoin('complaint_case as c', (join) => join.onRef('c.tenant_id', '=', 'l.tenant_id').onRef('c.id', '=', 'l.case_id'))
    .select(['c.number', 'c.customer_id', 'r.kind', 'r.amount_fen', 'r.at', 'r.decided_at'])
    .where('l.tenant_id', '=', tenantId)
    .where('l.batch_id', '=', batchId)
    .where('l.kind', '=', 'paid')
    .orderBy('r.decided_at')
    .orderBy('r.id')
    .execute()

async function payeesOf(tx: Tx, keys: Keys, tenantId: string, payments: { customer_id: string | null }[], inFull: boolean) {
  const ids = [...new Set(payments.map((payment) => payment.customer_id).filter((id) => id !== null))]
  if (!inFull) return new Map([...(await customerNames(tx, tenantId, ids))].map(([id, { name }]) => [id, name]))
  const names = new Map<string, string>()
  for (const id of ids) names.set(id, (await revealedField(tx, keys, tenantId, id, 'name')) ?? '')
  return names
}
