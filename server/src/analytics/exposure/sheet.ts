import { ExposureKind, ExposuresInput } from '@zhiwei/contract'
import type { Act } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { contentTypes, type TableFormat, tableBytes } from '../../platform/table-file/index.ts'
import type { RowOfFile } from '../../platform/uploaded-rows.ts'
import { listExposures, setExposures } from './exposures.ts'

// 暴露量 as a sheet, out and in: the same columns both ways, so that what was exported may be edited and brought back.

const columns = { kind: '口径', month: '月份', product: '产品', region: '地区', amount: '数量', source: '来源' } as const
type Column = keyof typeof columns
const kindNames: Record<ExposureKind, string> = { customers: '客户', orders: '订单', meters: '计量表', vehicles: '车辆' }

/** 导出: every figure on a line; without any the heads alone, as a form. */
export async function exposureFile(tx: Tx, tenantId: string, format: TableFormat) {
  const { rows } = await listExposures(tx, tenantId, {})
  const lines = rows.map(({ kind, month, product, region, amount, source }) => [kindNames[kind], month, product, region, amount, source])
  const table = { name: '暴露量', columns: Object.values(columns).map((title) => ({ title })), rows: [lines], zone: 'UTC' }
  return { name: `exposure.${format}`, contentType: contentTypes[format], bytes: await tableBytes(table, format) }
}

/**
 * 导入: all rows of a file or none; a row sets the figure of its month, an empty or zero amount takes it out. Without a source column the file is one.
 * @throws FILE_UNREADABLE, INPUT_INVALID with what is wrong in which row
 */
export async function importExposures(act: Act, [head, ...lines]: RowOfFile[]) {
  const at = columnsOf(head)
  if (!at.has('month') || !at.has('amount')) throw new AppError('FILE_UNREADABLE', '第一行要有“月份”和“数量”两列；可先导出一份作为样表')
  const errors: { pointer: string; detail: string }[] = []
  const rows: ExposuresInput['rows'] = []
  for (const { row, cells } of lines) {
    if (cells.every((cell) => cell.trim() === '')) continue
    const cell = (column: Column) => (cells[at.get(column) ?? -1] ?? '').normalize(isName(column) ? 'NFC' : 'NFKC').trim()
    const read = ExposuresInput.shape.rows.element.safeParse(rowOf(cell))
    if (read.success) rows.push(read.data)
    else errors.push({ pointer: `#/rows/${row}`, detail: `第 ${row} 行：月份须像 2026-11，数量须是整数，口径须是客户、订单、计量表或车辆` })
  }
  if (errors.length > 0) throw new AppError('INPUT_INVALID', `${errors.length} 行有误，没有导入任何内容`, { errors: errors.slice(0, 50) })
  if (rows.length === 0) throw new AppError('FILE_UNREADABLE', '文件里没有数字')
  return setExposures(act, { rows })
}

/** A product or region must stay what the complaints call it. */
const isName = (column: Column) => column === 'product' || column === 'region' || column === 'source'

function rowOf(cell: (column: Column) => string) {
  const amount = cell('amount').replaceAll(',', '')
  const kind = ExposureKind.options.find((one) => one === cell('kind') || kindNames[one] === cell('kind'))
  return {
    kind: cell('kind') === '' ? 'customers' : kind,
    month: cell('month')
      .replaceAll(/[/.年]/g, '-')
      .replace(/^(\d{4})-(\d)(?=\D|$)/, '$1-0$2')
      .slice(0, 7),
    product: cell('product') || null,
    region: cell('region') || null,
    amount: amount === '' || amount === '0' ? null : Number(amount),
    source: cell('source') || '文件导入',
  }
}

function columnsOf(head: RowOfFile | undefined): Map<Column, number> {
  const at = new Map<Column, number>()
  for (const [column, title] of Object.entries(columns) as [Column, string][]) {
    const index = head?.cells.findIndex((cell) => cell.trim() === title || cell.trim().toLowerCase() === column) ?? -1
    if (index >= 0) at.set(column, index)
  }
  return at
}
