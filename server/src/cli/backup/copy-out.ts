import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { isUuid } from '../../platform/ids.ts'
import type { Archive } from './archive.ts'
import { countRows, quoted, type TableShape } from './catalogue.ts'
import { members } from './manifest.ts'

const compress = promisify(gzip)
// Held in memory at once; a member must say its size before it begins.
const pieceBytes = 8 * 1024 * 1024
// Level 1 makes a backup a fifth larger than level 6 and takes a third of its time.
const level = 1
const endOfLine = 0x0a

/**
 * Copies a tenant's rows of one table (null: of a table without tenants) into the archive, piece by piece.
 * @returns how many
 * @throws Error when lines written, PostgreSQL's own count of the copy and a count beside it are not one number
 */
export async function copyRows(client: pg.ClientBase, archive: Archive, table: TableShape, tenantId: string | null): Promise<number> {
  if (tenantId !== null && !isUuid(tenantId)) throw new Error('a tenant id is a UUID')
  const where = tenantId === null ? '' : ` where tenant_id = '${tenantId}'`
  const query = copyTo(`copy (select ${table.columns.map(quoted).join(', ')} from ${quoted(table.name)}${where}) to stdout`)
  const copy = client.query(query)
  let pieces: Buffer[] = []
  let bytes = 0
  let part = 0
  let lines = 0
  const flush = async () => {
    if (bytes === 0) return
    part += 1
    const piece = Buffer.concat(pieces)
    pieces = []
    bytes = 0
    await archive.add(members.rows(table.name, tenantId, part), await compress(piece, { level }))
  }
  for await (const chunk of copy as AsyncIterable<Buffer>) {
    // In the text format a line break within a value is written as \n, so each one ends a row.
    for (let at = chunk.indexOf(endOfLine); at !== -1; at = chunk.indexOf(endOfLine, at + 1)) lines += 1
    pieces.push(chunk)
    bytes += chunk.length
    if (bytes >= pieceBytes) await flush()
  }
  await flush()
  const counted = await countRows(client, table.name, tenantId)
  if (lines !== copy.rowCount || lines !== counted)
    throw new Error(`Table ${table.name} of tenant ${tenantId}: ${lines} rows written, ${copy.rowCount} copied, ${counted} counted`)
  return lines
}
