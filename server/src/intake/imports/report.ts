import type { Deps } from '../../platform/deps.ts'
import { harmless } from '../../platform/table-file/index.ts'
import { dateOrderOf } from './date-order.ts'
import { dataRows } from './header-line.ts'
import { categoryNames, offsetMinutesOf } from './queries.ts'
import { readSheet } from './read-file.ts'
import { referralSheetOf } from './referral-sheets/recognise.ts'
import { type RowContext, readRow } from './rows.ts'
import type { ImportRun } from './tables.ts'

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
  yield `\uFEFF${csvLine(['行', '字段', '原值', '问题', '是否导入'])}`
  const sheet = await readSheet(deps.files.pathOf(run.storage_name), run.source?.replace(/^xlsx:/, ''))
  for await (const sheetRow of dataRows(sheet.rows)) {
    for (const { field, value, detail, severity } of readRow(sheetRow, context).problems) {
      yield csvLine([String(sheetRow.row), field, value, detail, severity === 'error' ? '否' : '是'])
    }
  }
}
