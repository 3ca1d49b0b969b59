import {
  AbortedTransactionError,
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type Transaction,
  type TransactionSettings,
} from 'kysely'
import pg from 'pg'
import { isUuid } from './ids.ts'

/** Tables known to queries; every module adds its own in its tables.ts. */
// biome-ignore lint/suspicious/noEmptyInterface: modules merge into it
export interface Tables {}

/** Queries bound to one tenant: each runs where `app.tenant` is that tenant, so row-level security holds behind it. */
export type Db = Kysely<Tables>
/** One transaction of one tenant; acts take it and never open their own. */
export type Tx = Transaction<Tables>

export type Database = ReturnType<typeof openDatabase>

// int8 as number: money in fen and sequences stay below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** As which servers show themselves to PostgreSQL; commands take another name. */
export const serverName = 'zhiwei'
export type DatabaseOptions = {
  maxConnections?: number
  applicationName?: string
  /** A statement that begins with the line `-- prepared: name` is planned once a connection, not each time. */
  prepares?: boolean
  onError?: (error: Error) => void
}

/** Opens the pool on `url`; `maxConnections` connections at most. */
export function openDatabase(url: string, options: DatabaseOptions = {}) {
  const { maxConnections = 12, applicationName = serverName, prepares = false, onError } = options
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    application_name: applicationName,
    // What follows is sent before what went before is answered: begin with the first statement, a single read with begin and commit.
    pipeline: true,
  })
  let closing = false
  pool.on('error', (error) => {
    if (!closing) onError?.(error)
  })
  // A connection that breaks between two statements of a transaction tells nobody but its own listeners; the next statement fails by itself.
  pool.on('connect', (client) => client.on('error', () => {}))
  const nameOf = prepares ? statementNames() : () => undefined
  const bound = new Map<string, Db>()
  function boundBy(settings: string, byKey = false): Db {
    const key = `${settings}${byKey}`
    const db = bound.get(key) ?? kyselyOn({ pool, settings, nameOf: (text) => nameOf(text, byKey) })
    bound.set(key, db)
    return db
  }
  // A checked UUID, so it may stand in the statement's text.
  function settingOf(tenantId: string): string {
    if (!isUuid(tenantId)) throw new Error('a tenant id is a UUID')
    return `; set local app.tenant = '${tenantId}'`
  }

  return {
    pool,
    /** No tenant: reaches only tables without row-level security (tenant, tenant_host, installation). */
    platform: boundBy(''),
    tenant: (tenantId: string): Db => boundBy(settingOf(tenantId)),
    /** For reads that find rows by their keys alone: no plan could be better than the first, so every statement is planned once a connection. */
    byKey: (tenantId: string): Db => boundBy(settingOf(tenantId), true),
    /** For requests that write: they wait `lockWaitMs` at most for a row that somebody else is changing, then throw a lock timeout. */
    writer: (tenantId: string): Db => boundBy(`${settingOf(tenantId)}; set local lock_timeout = ${lockWaitMs}`),
    close() {
      closing = true
      return pool.end()
    },
  }
}

/** A twin of a request still running waits so long for the first one's answer (design §7). */
const lockWaitMs = 5_000

// Each connection keeps its plans in memory.
const mostNames = 500

/** Names for the statements that are planned once a connection: those that bring one, and all where rows are found by key. */
function statementNames() {
  const numbers = new Map<string, string>()
  return (text: string, byKey: boolean): string | undefined => {
    const own = /^-- prepared: (\w+)/.exec(text)?.[1]
    if (own || !byKey) return own
    const known = numbers.get(text)
    if (known || numbers.size >= mostNames) return known
    const name = `by_key_${numbers.size + 1}`
    numbers.set(text, name)
    return name
  }
}

type Bound = { pool: pg.Pool; settings: string; nameOf: (text: string) => string | undefined }

function kyselyOn(to: Bound): Db {
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new TenantDriver(to),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
}

/** Kysely driver whose transactions begin with the tenant's setting, in the same round trip; works behind PgBouncer in transaction mode. */
class TenantDriver implements Driver {
  readonly #to: Bound

  constructor(to: Bound) {
    this.#to = to
  }

  async init() {}

  async acquireConnection() {
    return new TenantConnection(await this.#to.pool.connect(), this.#to)
  }

  async releaseConnection(connection: DatabaseConnection) {
    ;(connection as TenantConnection).release()
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings) {
    ;(connection as TenantConnection).begin(settings)
  }

  async commitTransaction(connection: DatabaseConnection) {
    await (connection as TenantConnection).end('commit')
  }

  async rollbackTransaction(connection: DatabaseConnection) {
    await (connection as TenantConnection).end('rollback')
  }

  async destroy() {}
}

class TenantConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient
  readonly #to: Bound
  #begun: Promise<unknown> | undefined
  #inTransaction = false
  // One transaction a connection taken: what comes after its end would stand in none, or in a stranger's.
  #isOver = false
  #broken = false

  constructor(client: pg.PoolClient, to: Bound) {
    this.#client = client
    this.#to = to
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.#isOver || this.#broken) throw new Error('the transaction of this statement is over, or never began')
    if (this.#inTransaction || !this.#to.settings) return this.#run<Row>(query)
    this.begin({})
    // After a statement that failed, commit rolls back.
    const [done, ended] = await Promise.allSettled([this.#run<Row>(query), this.end('commit')])
    if (done.status === 'rejected') throw done.reason
    if (ended.status === 'rejected') throw ended.reason
    return done.value
  }

  async #run<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const name = this.#to.nameOf(query.sql)
    const [result] = await Promise.all([
      this.#client.query({ ...(name && { name }), text: query.sql, values: [...query.parameters] }),
      this.#begun,
    ])
    const rows = (result.rows ?? []) as Row[]
    return result.command === 'SELECT' ? { rows } : { rows, numAffectedRows: BigInt(result.rowCount ?? 0) }
  }

  /**
   * Sent, not awaited: the answer comes before that of the first statement, which fails with it, and none follows.
   * Where it fails, that first statement stood in no transaction and had no tenant: row-level security kept it from every tenant's rows.
   */
  begin(settings: TransactionSettings) {
    const isolation = settings.isolationLevel ? ` isolation level ${settings.isolationLevel}` : ''
    const access = settings.accessMode ? ` ${settings.accessMode}` : ''
    this.#begun = this.#client.query(`begin${isolation}${access}${this.#to.settings}`)
    this.#begun.catch(() => {
      this.#broken = true
    })
    this.#inTransaction = true
  }

  async end(how: 'commit' | 'rollback') {
    this.#isOver = true
    let ended: pg.QueryResult
    try {
      ended = await this.#client.query(how)
    } catch (error) {
      // The connection's state is unknown: it must not go back to the pool.
      this.#broken = true
      throw error
    } finally {
      this.#inTransaction = false
    }
    // Begin or a statement failed and somebody passed over it: PostgreSQL ends nothing, or answers commit with a rollback.
    if (how === 'commit' && (this.#broken || ended.command === 'ROLLBACK')) throw new AbortedTransactionError()
  }

  release() {
    this.#client.release(this.#broken || this.#inTransaction)
  }

  // biome-ignore lint/correctness/useYield: streams go through pg-query-stream where they are needed
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('streaming is not supported by this driver')
  }
}

type PgError = Error & { code?: string; constraint?: string; severity?: string }
export const isUniqueViolation = (error: unknown, constraint?: string) =>
  (error as PgError)?.code === '23505' && (!constraint || (error as PgError).constraint === constraint)
/** The value cannot be stored in its column (too large a number, an impossible date): the sender's mistake that no schema caught. */
export const isBadValue = (error: unknown) =>
  ['22001', '22003', '22007', '22008', '22021', '22P02', '22P05'].includes((error as PgError)?.code ?? '')
/** Two transactions were in each other's way and this one gave in. */
export const isWorthARetry = (error: unknown) => ['40001', '40P01'].includes((error as PgError)?.code ?? '')
export const isLockTimeout = (error: unknown) => (error as PgError)?.code === '55P03'

/** The database went away or does not answer: worth a retry by the caller, not a bug. */
export function isDatabaseGone(error: unknown): boolean {
  const { code, message, syscall } = (error ?? {}) as PgError & { syscall?: string }
  if (code === 'ENOENT') return syscall === 'connect' // its socket; elsewhere a file is missing
  if (code && (/^08/.test(code) || ['57P01', '57P02', '57P03', '53300', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', '53100'].includes(code)))
    return true
  return /Connection terminated|connection timeout|timeout exceeded when trying to connect|Client has encountered a connection error/i.test(
    message ?? '',
  )
}
