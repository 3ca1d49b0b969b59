import type { ExportState } from '@zhiwei/contract'
import type { FastifyRequest } from 'fastify'
import type { CaseListSources } from '../../cases/index.ts'
import { mayReveal } from '../../customers/index.ts'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Actor } from '../../platform/http.ts'
import { type Cell, tableFile, wallText } from '../../platform/table-file/index.ts'
import { beginExport, endExport, moveExport } from './keep.ts'
import { ExportEnded, rowsOfRun } from './run.ts'
import type { ExportSource, ExportSources } from './sources.ts'

const usuallyKeptEveryMs = 500
/** Nobody holds a cursor open by not reading. */
const patienceMs = 60_000

type Parts = {
  deps: Deps
  request: FastifyRequest
  sources: ExportSources
  cases: CaseListSources
  id: string
  batch?: number
  /** How often its progress is kept, and whether it was called off is looked up. */
  keptEveryMs?: number
}

/** 导出文件: its name and its content, made while it is read; ends early when its reader goes away or may no longer see what is in it. */
export async function exportFile({ deps, request, sources, cases, id, batch, keptEveryMs = usuallyKeptEveryMs }: Parts) {
  const { actor } = request
  const { tenantId } = actor
  const inTenant = <T>(work: (tx: Tx) => Promise<T>) => deps.database.tenant(tenantId).transaction().execute(work)
  const begun = await inTenant((tx) => beginExport(tx, actor, id, sources, deps.clock()))
  const source = sources[begun.what]
  const zone = await inTenant((tx) => tenantZone(tx, tenantId))
  const gone = new AbortController()
  let rows = 0
  let keptAt = 0

  async function check(written: number) {
    rows = written
    if (!(await stillMay(request, actor, source, begun.in_full, inTenant))) throw new ExportEnded('stopped')
    if (performance.now() - keptAt < keptEveryMs) return
    keptAt = performance.now()
    const { cancelled } = await inTenant((tx) => moveExport(tx, tenantId, id, written, deps.clock()))
    if (cancelled) throw new ExportEnded('cancelled')
  }

  const { query, language } = begun
  const keys = begun.in_full ? { keys: deps.keys } : {}
  const table = {
    name: source.names[language],
    columns: source.columns(language, query),
    rows: patiently(
      rowsOfRun({
        database: deps.database,
        tenantId,
        open: (tx) => source.rows({ tx, actor, query, language, now: deps.clock(), cases, ...keys }),
        check,
        signal: gone.signal,
        ...(batch !== undefined && { batch }),
      }),
      () => gone.abort(),
    ),
    zone,
  }
  async function* content(): AsyncGenerator<Buffer> {
    let state: ExportState = 'gone'
    try {
      yield* tableFile(table, begun.format)
      state = 'complete'
    } catch (error) {
      state = error instanceof ExportEnded ? error.state : 'failed'
      throw error
    } finally {
      await inTenant((tx) => endExport(tx, actor, id, { state, rows }, deps.clock()))
    }
  }
  const name = `${source.names[language]}_${wallText(deps.clock(), zone).slice(0, 16).replace(' ', '_').replace(':', '')}.${begun.format}`
  return { name, format: begun.format, content: content(), gone }
}

/** Whoever does not take a batch for so long is taken to have gone. */
async function* patiently(rows: AsyncGenerator<Cell[][]>, giveUp: () => void): AsyncGenerator<Cell[][]> {
  for await (const batch of rows) {
    const timer = setTimeout(giveUp, patienceMs)
    try {
      yield batch
    } finally {
      clearTimeout(timer)
    }
  }
}

type InTenant = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

/** Signed in still, and allowed as much as when it began: otherwise not another row. */
async function stillMay(request: FastifyRequest, begun: Actor, { anyOf }: ExportSource, inFull: boolean, inTenant: InTenant) {
  const actor = await request.server.authenticate(request)
  if (!actor || actor.unitId !== begun.unitId) return false
  const needed = ['exports:make' as const, ...anyOf, 'customers:read' as const].filter((permission) => begun.permissions.has(permission))
  return needed.every((permission) => actor.permissions.has(permission)) && (!inFull || inTenant((tx) => mayReveal(tx, actor)))
}
