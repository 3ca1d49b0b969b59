import type { ExportKind, Permission } from '@zhiwei/contract'
import type { Expression } from 'kysely'
import type { CaseListSources } from '../../cases/index.ts'
import type { Keys } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import type { Cell, Column } from '../../platform/table-file/index.ts'
import type { Language } from './tables.ts'

/** Who asks for what, and by whose eyes it is seen. */
export type Asked = {
  tx: Tx
  actor: Actor
  query: Record<string, string>
  language: Language
  now: Date
  /** Only where personal data are told in full. */
  keys?: Keys
  cases: CaseListSources
}

/** One question and how its rows are written. */
// biome-ignore lint/suspicious/noExplicitAny: rows are of the question's own shape
export type Rows = { question: Expression<any>; cellsOf: (rows: any[]) => Promise<Cell[][]> }

/** What may be exported: by whom, under which name, with which columns. */
export type ExportSource = {
  /** One of these beside `exports:make`. */
  anyOf: readonly Permission[]
  names: Record<Language, string>
  columns: (language: Language, query: Record<string, string>) => Column[]
  /** @throws INPUT_INVALID where the list itself would */
  rows: (asked: Asked) => Promise<Rows>
}
export type ExportSources = Record<ExportKind, ExportSource>
