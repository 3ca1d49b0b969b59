import { pipeline, Readable } from 'node:stream'
import type { ImportField } from '@zhiwei/contract'
import { parse } from 'csv-parse'
import type { Deps } from '../../platform/deps.ts'
import { englishOf, said } from '../../platform/request/english.ts'
import { harmless } from '../../platform/table-file/index.ts'
import { dateOrderOf } from './date-order.ts'
import { dataRows } from './header-line.ts'
import { categoryNames, offsetMinutesOf } from './queries.ts'
import { readSheet } from './read-file.ts'
import { referralSheetOf } from './referral-sheets/recognise.ts'
import { type RowContext, readRow } from './rows.ts'
import type { ImportRun } from './tables.ts'

const heads = said(['行', '字段', '原值', '问题', '是否导入'])
const [no, yes] = said(['否', '是'])
const fieldWords: Record<ImportField, string> = said({
  externalId: '外部编号',
  receivedAt: '投诉时间',
  subject: '标题',
  text: '投诉内容',
  name: '客户姓名',
  phone: '电话',
  email: '邮箱',
  customerNo: '客户编号',
  category: '分类',
  product: '产品',
  node: '环节或部门',
  region: '地区',
  amount: '涉及金额',
  remedySought: '诉求',
  channel: '渠道',
  status: '状态',
  severity: '严重程度',
  answer: '答复内容',
  answeredAt: '答复时间',
  closedAt: '办结时间',
  authority: '转办机构',
  referenceNo: '转办编号',
  dueAt: '办理时限',
})

const csvCell = (value: string) => `"${harmless(value).replaceAll('"', '""')}"`
const csvLine = (cells: string[]) => `${cells.map(csvCell).join(',')}\r\n`

/** 错误报告: every problem of every row, masked, read from the file again, so that no number of them is too many. */
export async function* problemLines(deps: Deps, tenantId: string, run: ImportRun): AsyncGenerator<string> {
  const { dayFirst } = await dateOrderOf(deps.files.pathOf(run.storage_name), run.source?.replace(/^xlsx:/, ''), run.mapping)
  const context = await deps.database
    .tenant(tenantId)
    .transaction()
    .execute(
      async (tx): Promise<RowContext> => ({
        mapping: run.mapping,
        dayFirst,
        categories: await categoryNames(tx, tenantId),
        offsetMinutes: await offsetMinutesOf(tx, tenantId, deps.clock()),
        now: deps.clock(),
        referral: referralSheetOf(run.columns.map(({ name }) => name))?.sheet ?? null,
      }),
    )
  // The mark tells Excel that the file is UTF-8.
  yield `\uFEFF${csvLine(heads)}`
  const sheet = await readSheet(deps.files.pathOf(run.storage_name), run.source?.replace(/^xlsx:/, ''))
  for await (const sheetRow of dataRows(sheet.rows)) {
    for (const { field, value, detail, severity } of readRow(sheetRow, context).problems) {
      yield csvLine([String(sheetRow.row), fieldWords[field], value, detail, severity === 'error' ? no : yes])
    }
  }
}

const valueAt = 2

/** The report in English; what stood in the file stays. */
export const inEnglishCells = (report: Readable): Readable => Readable.from(englishLines(report))

async function* englishLines(report: Readable): AsyncGenerator<string> {
  const rows = pipeline(report, parse({ bom: true }), () => {})
  let mark = '\uFEFF'
  for await (const cells of rows as AsyncIterable<string[]>) {
    yield mark + csvLine(cells.map((cell, at) => (at === valueAt && mark === '' ? cell : englishOf(cell))))
    mark = ''
  }
}
