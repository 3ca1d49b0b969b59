import type { ImportProblem, IncomingComplaint } from '@zhiwei/contract'
import { findByExternalIds } from '../../cases/index.ts'
import type { Db } from '../../platform/database.ts'
import { said } from '../../platform/request/english.ts'

const batchKeys = 1_000

/** What tells that two rows are the same complaint: the channel and the number it has there; null without a number. */
export const keyOf = ({ channel, externalId }: IncomingComplaint) => (externalId === undefined ? null : `${channel}\0${externalId}`)

/** Counts, while a file is read, the rows whose externalId stands on a case already or higher up in the file. */
export function knownRowsOf(db: Db, tenantId: string) {
  const seen = new Set<string>()
  let batch: { row: number; key: string; channel: string; externalId: string }[] = []
  let count = 0
  let firstRow = 0
  const tell = (row: number) => {
    count += 1
    if (firstRow === 0 || row < firstRow) firstRow = row
  }
  const look = async () => {
    const asked = batch
    batch = []
    const found = await db.transaction().execute((tx) => findByExternalIds(tx, tenantId, asked))
    const known = new Set(found.map((row) => `${row.channel}\0${row.external_id}`))
    for (const { row, key } of asked) if (known.has(key)) tell(row)
  }
  return {
    async add(row: number, complaint: IncomingComplaint) {
      const key = keyOf(complaint)
      if (key === null || complaint.externalId === undefined) return
      if (seen.has(key)) return tell(row)
      seen.add(key)
      batch.push({ row, key, channel: complaint.channel, externalId: complaint.externalId })
      if (batch.length === batchKeys) await look()
    },
    async problems(): Promise<ImportProblem[]> {
      if (batch.length) await look()
      if (count === 0) return []
      const detail = said(`${count} 行的编号已经有工单，不会重复导入`)
      return [{ row: firstRow, column: 'externalId', value: null, detail, severity: 'warning' }]
    },
  }
}
