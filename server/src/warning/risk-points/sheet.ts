import { ExposureInput, RiskPointInput, type RiskPointKind } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Act } from '../../cases/index.ts'
import { findUnits } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { contentTypes, tableBytes } from '../../platform/table-file/index.ts'
import type { RowOfFile } from '../../platform/uploaded-rows.ts'
import { insertRiskPoint, putExposure, updateRiskPoint } from './acts.ts'
import { pointRows } from './list.ts'

// 风险点台账 as a sheet, out and in: the same columns both ways, so that what was exported may be edited and brought back.

const columns = {
  name: '风险点',
  parent: '上级',
  kind: '类型',
  owner: '责任人',
  unit: '责任部门',
  measure: '预防措施',
  dueOn: '措施期限',
  categories: '分类',
  products: '产品',
  nodes: '环节',
  words: '关键词',
  weekly: '每周阈值',
  per10k: '万投比阈值',
  month: '月份',
  exposure: '暴露量',
} as const
type Column = keyof typeof columns
const kindNames: Record<RiskPointKind, string> = { product: '产品', service: '服务', process: '流程' }
const join = (values: string[]) => values.join('、')
const split = (cell: string) =>
  cell
    .split(/[、,，;；\n]/)
    .map((value) => value.trim())
    .filter(Boolean)

export type SheetFile = { name: string; contentType: string; bytes: Buffer }

/** 导出: every point on a line, with the last exposure known. */
export async function riskPointFile(tx: Tx, tenantId: string, format: 'xlsx' | 'csv'): Promise<SheetFile> {
  const points = await pointRows(tx, tenantId)
  const names = new Map(points.map(({ id, name }) => [id, name]))
  const units = new Map((await findUnits(tx, tenantId)).map(({ id, name }) => [id, name]))
  const people = new Map(
    (await tx.selectFrom('user_account').select(['id', 'username']).where('tenant_id', '=', tenantId).execute()).map(({ id, username }) => [
      id,
      username,
    ]),
  )
  const { rows: exposures } = await sql<{ id: string; month: string; exposure: number }>`
    select distinct on (risk_point_id) risk_point_id as id, to_char(month, 'YYYY-MM') as month, exposure from risk_point_exposure
    where tenant_id = ${tenantId} order by risk_point_id, month desc`.execute(tx)
  const exposureOf = new Map(exposures.map((row) => [row.id, row]))
  const lines = points.map(
    (point): Record<Column, string> => ({
      name: point.name,
      parent: (point.parent_id && names.get(point.parent_id)) || '',
      kind: kindNames[point.kind],
      owner: (point.owner_id && people.get(point.owner_id)) || '',
      unit: (point.unit_id && units.get(point.unit_id)) || '',
      measure: point.measure,
      dueOn: point.due ?? '',
      categories: join(point.categories),
      products: join(point.products),
      nodes: join(point.nodes),
      words: join(point.words),
      weekly: String(point.weekly_threshold ?? ''),
      per10k: String(point.per10k_threshold ?? ''),
      month: exposureOf.get(point.id)?.month ?? '',
      exposure: String(exposureOf.get(point.id)?.exposure ?? ''),
    }),
  )
  const rows = lines.map((line) => (Object.keys(columns) as Column[]).map((column) => line[column]))
  const table = { name: '风险点', columns: Object.values(columns).map((title) => ({ title })), rows: [rows], zone: 'UTC' }
  return { name: `risk-points.${format}`, contentType: contentTypes[format], bytes: await tableBytes(table, format) }
}

/**
 * 导入: all rows of a file or none. A point is found by its name under the same parent; parents may stand anywhere in the file. A row with a month
 * and an exposure sets the denominator of that month, so a file of nothing but names, months and figures brings a year of them.
 * @throws FILE_UNREADABLE, INPUT_INVALID with what is wrong in which row
 */
export async function importRiskPoints(act: Act, [head, ...lines]: RowOfFile[]) {
  const at = columnsOf(head)
  if (!at.has('name')) throw new AppError('FILE_UNREADABLE', `第一行要有“${columns.name}”这一列；可先导出一份作为样表`)
  const register = await readRegister(act)
  const errors: { pointer: string; detail: string }[] = []
  const refuse = ({ row }: RowOfFile, detail: string) => errors.push({ pointer: `#/rows/${row}`, detail: `第 ${row} 行：${detail}` })
  const counts: Counts = { added: 0, changed: 0, exposures: 0 }
  let left = lines.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  while (left.length > 0) {
    const next: RowOfFile[] = []
    for (const line of left) {
      const cell: Cell = (column) => (line.cells[at.get(column) ?? -1] ?? '').normalize('NFKC').trim()
      const parentId = cell('parent') === '' ? null : idNamed(register, cell('parent'))
      if (parentId === undefined) next.push(line)
      else {
        const wrong = await takeIn(act, register, cell, parentId, counts)
        if (wrong) refuse(line, wrong)
      }
    }
    if (next.length === left.length) {
      for (const line of next) refuse(line, '找不到上级风险点')
      break
    }
    left = next
  }
  if (errors.length > 0) throw new AppError('INPUT_INVALID', `${errors.length} 行有误，没有导入任何内容`, { errors: errors.slice(0, 50) })
  return counts
}

type Counts = { added: number; changed: number; exposures: number }
type Cell = (column: Column) => string

function columnsOf(head: RowOfFile | undefined): Map<Column, number> {
  const at = new Map<Column, number>()
  for (const [column, title] of Object.entries(columns) as [Column, string][]) {
    const index = head?.cells.findIndex((cell) => cell.trim() === title || cell.trim().toLowerCase() === column.toLowerCase()) ?? -1
    if (index >= 0) at.set(column, index)
  }
  return at
}

/** What a row may name. `ids` and `versions` are kept up to date row by row. */
async function readRegister({ tx, actor: { tenantId } }: Act) {
  const points = await pointRows(tx, tenantId)
  const nameOf = new Map(points.map(({ id, name }) => [id, name]))
  return {
    ids: new Map(points.map(({ id, parent_id, name }) => [keyOf((parent_id && nameOf.get(parent_id)) || '', name), id])),
    versions: new Map(points.map(({ id, version }) => [id, version])),
    units: await findUnits(tx, tenantId),
    people: await tx
      .selectFrom('user_account')
      .select(['id', 'name', 'username'])
      .where('tenant_id', '=', tenantId)
      .where('active', '=', true)
      .execute(),
  }
}
type Register = Awaited<ReturnType<typeof readRegister>>

const keyOf = (parent: string, name: string) => `${parent}\n${name}`
const idNamed = ({ ids }: Register, name: string) => [...ids].find(([key]) => key.endsWith(`\n${name}`))?.[1]

/** One row: its point is added or changed, its exposure set. @returns what is wrong */
async function takeIn(act: Act, register: Register, cell: Cell, parentId: string | null, counts: Counts): Promise<string | undefined> {
  const key = keyOf(cell('parent'), cell('name'))
  const known = register.ids.get(key) ?? (cell('parent') === '' ? idNamed(register, cell('name')) : undefined)
  const read = readPoint(cell, register, known ? undefined : parentId)
  if (typeof read === 'string') return read
  const id = known ?? newId()
  if (!known) {
    await insertRiskPoint(act, id, RiskPointInput.parse(read))
    register.ids.set(key, id)
    counts.added += 1
  }
  const { name: _, ...change } = read
  const version = register.versions.get(id)
  if (known && version !== undefined && Object.keys(change).length > 0) {
    await updateRiskPoint(act, id, { ...change, version })
    register.versions.set(id, version + 1)
    counts.changed += 1
  }
  if (cell('month') === '' && cell('exposure') === '') return
  const exposure = ExposureInput.safeParse({ month: cell('month').slice(0, 7).replace('/', '-'), exposure: Number(cell('exposure')) })
  if (!exposure.success) return '月份须像 2026-11，暴露量须是正整数'
  await putExposure(act, id, exposure.data)
  counts.exposures += 1
}

/** What a row says of its point, or what is wrong with it. @param parentId of a new point; undefined: it is known, and what is empty stays as it is */
function readPoint(cell: Cell, { units, people }: Register, parentId: string | null | undefined) {
  const isNew = parentId !== undefined
  const owner = people.filter(({ name, username }) => cell('owner') !== '' && (name === cell('owner') || username === cell('owner')))
  const unit = units.find(({ name, code, active }) => active && cell('unit') !== '' && (name === cell('unit') || code === cell('unit')))
  const kind = (Object.keys(kindNames) as RiskPointKind[]).find((one) => kindNames[one] === cell('kind') || one === cell('kind'))
  const holds = (['categories', 'products', 'nodes', 'words'] as const).some((column) => cell(column) !== '')
  if (cell('name') === '') return '没有写风险点名称'
  if (cell('owner') !== '' && owner.length !== 1)
    return owner.length === 0 ? `没有人员“${cell('owner')}”` : `有多位“${cell('owner')}”，请填用户名`
  if (cell('unit') !== '' && !unit) return `没有部门“${cell('unit')}”`
  if (isNew && !kind) return '类型须是产品、服务或流程'
  if (isNew && !holds) return '分类、产品、环节、关键词至少要写一项'
  const lists = {
    categories: split(cell('categories')),
    products: split(cell('products')),
    nodes: split(cell('nodes')),
    words: split(cell('words')),
  }
  const input = {
    name: cell('name'),
    ...(kind && { kind }),
    ...(isNew && { parentId }),
    ...(cell('owner') && { ownerId: owner[0]?.id }),
    ...(cell('unit') && { unitId: unit?.id }),
    ...(cell('measure') && { measure: cell('measure') }),
    ...(cell('dueOn') && { measureDueOn: cell('dueOn').slice(0, 10).replaceAll('/', '-') }),
    ...(holds && { rule: lists }),
    ...(cell('weekly') && { weeklyThreshold: Number(cell('weekly')) }),
    ...(cell('per10k') && { per10kThreshold: Number(cell('per10k')) }),
  }
  const parsed = (isNew ? RiskPointInput : RiskPointInput.partial()).safeParse(input)
  return parsed.success ? input : parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('；')
}
