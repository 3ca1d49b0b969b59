import { CaseListQuery, type CaseRow } from '@zhiwei/contract'
import { type CaseListRow, everyCase, rowsOfCases } from '../../cases/index.ts'
import { contactDataOf } from '../../customers/index.ts'
import type { Cell, Column } from '../../platform/table-file/index.ts'
import { codeNamesOf } from '../measures/names.ts'
import { wordOf } from '../words.ts'
import { parsed } from './parsed.ts'
import type { Asked, ExportSource } from './sources.ts'
import type { Language } from './tables.ts'
import { titleOf, yesOf } from './words.ts'

type More = { product: string | null; node: string | null; region: string | null; finding: string | null; amount_fen: number | null }
export type FoundCase = CaseListRow & More
type Told = CaseRow & More & { categoryName: string; name: string; phone: string }

type Field = Column & { of: (row: Told, language: Language) => Cell }
const instant = (value: string | null) => (value === null ? null : new Date(value))

const fields = (language: Language): Field[] => [
  { title: titleOf('number', language), width: 14, of: ({ number }) => number },
  { title: titleOf('subject', language), width: 36, of: ({ subject }) => subject },
  { title: titleOf('excerpt', language), width: 60, of: ({ excerpt }) => excerpt },
  { title: titleOf('status', language), width: 10, of: ({ status }) => wordOf('status', status, language) },
  { title: titleOf('channel', language), width: 10, of: ({ channel }) => wordOf('channel', channel, language) },
  { title: titleOf('category', language), width: 20, of: ({ categoryName }) => categoryName },
  { title: titleOf('severity', language), width: 10, of: ({ severity }) => wordOf('severity', severity, language) },
  { title: titleOf('stage', language), kind: 'count', width: 8, of: ({ stage }) => stage },
  { title: titleOf('priority', language), width: 8, of: ({ priority }) => wordOf('priority', priority, language) },
  { title: titleOf('emotion', language), kind: 'count', width: 8, of: ({ emotion }) => emotion },
  { title: titleOf('customer', language), of: ({ name }) => name },
  { title: titleOf('phone', language), of: ({ phone }) => phone },
  { title: titleOf('tier', language), width: 10, of: ({ customer }) => wordOf('tier', customer?.tier ?? null, language) },
  { title: titleOf('product', language), of: ({ product }) => product },
  { title: titleOf('node', language), of: ({ node }) => node },
  { title: titleOf('region', language), of: ({ region }) => region },
  { title: titleOf('agent', language), width: 12, of: ({ agent }) => agent?.name ?? null },
  { title: titleOf('unit', language), of: ({ unit }) => unit?.name ?? null },
  { title: titleOf('handler', language), width: 12, of: ({ handler }) => handler?.name ?? null },
  { title: titleOf('finding', language), width: 10, of: ({ finding }) => wordOf('finding', finding, language) },
  { title: titleOf('claimed', language), kind: 'amount', of: ({ amount_fen: fen }) => (fen === null ? null : fen / 100) },
  { title: titleOf('receivedAt', language), kind: 'instant', of: ({ receivedAt }) => instant(receivedAt) },
  { title: titleOf('dueAt', language), kind: 'instant', of: ({ dueAt }) => instant(dueAt) },
  { title: titleOf('overdue', language), width: 8, of: ({ overdue }) => yesOf(overdue, language) },
  { title: titleOf('closedAt', language), kind: 'instant', of: ({ closedAt }) => instant(closedAt) },
  { title: titleOf('cycle', language), kind: 'count', width: 8, of: ({ cycle }) => cycle },
]

export const caseColumns = (language: Language): Column[] => fields(language)

/** Cases as cells, names looked up once a batch. */
export async function caseCellsOf({ tx, actor, language, now, keys, cases }: Asked, found: FoundCase[]): Promise<Cell[][]> {
  const { tenantId } = actor
  const rows = await rowsOfCases(tx, tenantId, found, now, cases)
  const customerIds = found.flatMap(({ customer_id: id }) => id ?? [])
  const contacts = await contactDataOf(tx, tenantId, customerIds, keys)
  const categories = await codeNamesOf(tx, tenantId, 'category', [...new Set(found.flatMap(({ category }) => category ?? []))])
  const told = fields(language)
  return rows.map((row, at) => {
    const { product = null, node = null, region = null, finding = null, amount_fen = null } = found[at] ?? {}
    const { name = '', phone = '' } = contacts.get(row.customer?.id ?? '') ?? {}
    const categoryName = row.category === null ? '' : (categories.get(row.category) ?? row.category)
    return told.map(({ of }) => of({ ...row, product, node, region, finding, amount_fen, categoryName, name, phone }, language))
  })
}

/** 工单, by the filter of the case list. */
export const casesExport: ExportSource = {
  anyOf: ['cases:read', 'cases:readUnit'],
  names: { zh: '工单', en: 'cases' },
  columns: caseColumns,
  async rows(asked) {
    const { tx, actor, query, now, cases } = asked
    const question = await everyCase(tx, actor, parsed(CaseListQuery, query), now, cases)
    return { question, cellsOf: (found: FoundCase[]) => caseCellsOf(asked, found) }
  },
}
