import type { CustomerOutcome, CustomerOutcomesInput } from '@zhiwei/contract'
import type { z } from 'zod'
import type { Act } from '../../cases/index.ts'
import { findCustomerIds } from '../../customers/index.ts'
import { AppError } from '../../platform/errors.ts'
import type { RowOfFile } from '../../platform/uploaded-rows.ts'
import { keepFactsOfCustomer } from '../facts/keep-facts.ts'

type Marks = z.infer<typeof CustomerOutcomesInput>['rows']

/** 标记去留 of customers: bought again, stayed, left; of two of one day the later word counts. @throws NOT_FOUND for a customer */
export async function markOutcomes({ tx, actor, now }: Act, rows: Marks) {
  const { tenantId, userId } = actor
  const ids = [...new Set(rows.map(({ customerId }) => customerId))]
  const known = await tx.selectFrom('customer').select('id').where('tenant_id', '=', tenantId).where('id', 'in', ids).execute()
  if (known.length < ids.length) throw new AppError('NOT_FOUND', '有客户不存在')
  for (const { customerId, on, outcome, source } of rows) {
    const told = { outcome, source, at: now, by_id: userId }
    await tx
      .insertInto('customer_outcome')
      .values({ tenant_id: tenantId, customer_id: customerId, on_day: on, ...told })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'customer_id', 'on_day']).doUpdateSet(told))
      .execute()
  }
  await keepFactsOfCustomer(tx, tenantId, ...ids)
  return { marked: rows.length }
}

const columns = { customer: '客户', on: '日期', outcome: '去留', source: '来源' } as const
type Column = keyof typeof columns
const words: Record<string, CustomerOutcome> = {
  再次购买: 'bought',
  复购: 'bought',
  留下: 'stayed',
  在网: 'stayed',
  流失: 'left',
  离开: 'left',
}

/**
 * 导入去留: customer number or phone, day, 再次购买/留下/流失. All rows or none.
 * @throws FILE_UNREADABLE, INPUT_INVALID with what is wrong in which row
 */
export async function importOutcomes(act: Act, [head, ...lines]: RowOfFile[]) {
  const at = new Map<Column, number>()
  for (const [column, title] of Object.entries(columns) as [Column, string][]) {
    const index = head?.cells.findIndex((cell) => cell.trim() === title || cell.trim().toLowerCase() === column) ?? -1
    if (index >= 0) at.set(column, index)
  }
  if (!at.has('customer') || !at.has('on') || !at.has('outcome')) throw new AppError('FILE_UNREADABLE', '第一行要有“客户”“日期”“去留”三列')
  const errors: { pointer: string; detail: string }[] = []
  const rows: Marks = []
  for (const { row, cells } of lines) {
    if (cells.every((cell) => cell.trim() === '')) continue
    const cell = (column: Column) => (cells[at.get(column) ?? -1] ?? '').normalize('NFKC').trim()
    const wrong = (detail: string) => errors.push({ pointer: `#/rows/${row}`, detail: `第 ${row} 行：${detail}` })
    const outcome = words[cell('outcome')] ?? (['bought', 'stayed', 'left'] as const).find((one) => one === cell('outcome'))
    const on = cell('on').replaceAll('/', '-').slice(0, 10)
    const found = cell('customer') ? await findCustomerIds(act.tx, act.keys, act.actor.tenantId, cell('customer'), 2) : []
    const [customerId] = found
    if (!outcome) wrong('去留须是再次购买、留下或流失')
    else if (Number.isNaN(Date.parse(`${on}T00:00:00Z`)) || on.length !== 10) wrong('日期须像 2026-11-22')
    else if (!customerId || found.length > 1) wrong(found.length > 1 ? '有多位这样的客户，请填客户编号' : '没有这位客户')
    else rows.push({ customerId, on, outcome, source: cell('source') || '文件导入' })
  }
  if (errors.length > 0) throw new AppError('INPUT_INVALID', `${errors.length} 行有误，没有导入任何内容`, { errors: errors.slice(0, 50) })
  if (rows.length === 0) throw new AppError('FILE_UNREADABLE', '文件里没有内容')
  return markOutcomes(act, rows)
}
