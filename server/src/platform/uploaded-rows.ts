import type { FastifyRequest } from 'fastify'
import { AppError, invalidInput } from './errors.ts'
import type { FileStore } from './files.ts'
import { asPersonWrote } from './table-file/index.ts'

/** One line of a sheet: its number as a person counts it, and its cells as text. */
export type RowOfFile = { row: number; cells: string[] }
/** A sheet (.xlsx) or delimited text as rows of cells; the doors read files, and are wired in app.ts. */
export type RowsOfFile = (path: string) => Promise<AsyncIterable<RowOfFile>>

const largestFile = 2 * 1024 * 1024
const mostRows = 2_000

/**
 * The rows of a request's one small file (a duty list, holidays), which lies on the disk only while it is read.
 * @throws INPUT_INVALID without a file, BODY_TOO_LARGE above 2 MB, FILE_UNREADABLE
 */
export async function uploadedRows(request: FastifyRequest, files: FileStore, rowsOfFile: RowsOfFile) {
  const part = await request.file()
  if (!part) throw invalidInput('#/file', '请选择一个 .xlsx 或 .csv 文件')
  const { storageName, sha256: contentHash } = await files.store(part.file, largestFile)
  try {
    const rows: RowOfFile[] = []
    for await (const { row, cells } of await rowsOfFile(files.pathOf(storageName))) {
      // A file of ours that was edited and brought back says what it said.
      if (rows.push({ row, cells: cells.map(asPersonWrote) }) > mostRows)
        throw new AppError('FILE_UNREADABLE', `一次最多 ${mostRows} 行，请拆分`)
    }
    return { rows, contentHash }
  } finally {
    await files.remove(storageName)
  }
}
