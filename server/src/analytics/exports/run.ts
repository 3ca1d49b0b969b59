import type { ExportState } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Database, Tx } from '../../platform/database.ts'
import type { Cell } from '../../platform/table-file/index.ts'
import type { Rows } from './sources.ts'

/** Why an export ended before its last row. */
export class ExportEnded extends Error {
  readonly state: ExportState

  constructor(state: ExportState) {
    super(`the export ended: ${state}`)
    this.state = state
  }
}

export type Run = {
  database: Database
  tenantId: string
  /** In the transaction the rows are read in. */
  open: (tx: Tx) => Promise<Rows>
  /** Asked before each batch with the rows up to then; throws ExportEnded where it must not go on. */
  check: (rows: number) => Promise<void>
  /** The reader of the file has gone away: a question that runs is called off. */
  signal: AbortSignal
  /** Rows read at once; each batch is all of an export that stands in memory. */
  batch?: number
}

const usualBatch = 1_000

/**
 * Rows of one question as they stood at one moment, batch by batch, as fast as they are taken: a cursor of the database keeps the place, so
 * neither side ever holds more than a batch.
 */
export async function* rowsOfRun({ database, tenantId, open, check, signal, batch = usualBatch }: Run): AsyncGenerator<Cell[][]> {
  const tx = await database.tenant(tenantId).startTransaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute()
  const backend = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
  const calling = callOff(database, backend.rows[0]?.pid ?? 0, signal)
  try {
    const { question, cellsOf } = await calling.during(() => open(tx))
    await calling.during(() => sql`declare export_rows no scroll cursor for ${question}`.execute(tx))
    for (let rows = 0; ; ) {
      await check(rows)
      const { rows: found } = await calling.during(() => sql`fetch forward ${sql.lit(batch)} from export_rows`.execute(tx))
      if (found.length === 0) return
      rows += found.length
      yield await cellsOf(found)
    }
  } finally {
    await calling.over()
    await tx.rollback().execute()
  }
}

/** Ends the question that runs in a connection when the signal says so, and only while one runs there. */
function callOff(database: Database, pid: number, signal: AbortSignal) {
  let isAsking = false
  let called: Promise<unknown> = Promise.resolve()
  const end = () => {
    if (isAsking) called = database.pool.query('select pg_cancel_backend($1)', [pid]).catch(() => {})
  }
  signal.addEventListener('abort', end)
  return {
    async during<T>(work: () => Promise<T>): Promise<T> {
      if (signal.aborted) throw new ExportEnded('gone')
      isAsking = true
      try {
        return await work()
      } catch (error) {
        throw signal.aborted ? new ExportEnded('gone') : error
      } finally {
        isAsking = false
        await called
      }
    },
    async over() {
      signal.removeEventListener('abort', end)
      await called
    },
  }
}
