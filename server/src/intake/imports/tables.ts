import type { Import, ImportMapping, ImportProblem } from '@zhiwei/contract'
import type { ColumnType, Generated, Selectable } from 'kysely'

type Json<T> = ColumnType<T, string | undefined, string>

export type ImportRunTable = {
  tenant_id: string
  id: string
  file_name: string
  /** The file; once it is committed, the masked report of its problems. */
  storage_name: string
  state: Import['state']
  source: string | null
  sheets: Generated<string[]>
  columns: Json<Import['columns']>
  mapping: Json<ImportMapping>
  preview: Json<Import['preview']>
  problems: Json<ImportProblem[]>
  counts: Json<Partial<Import['counts']>>
  dates: Json<Import['dates']>
  run_as: 'history' | 'toHandle' | null
  detail: string | null
  created_at: Date
  created_by: string | null
  updated_at: Date
  version: Generated<number>
}

/** `made`: became a case; `known`: met one that existed; then what the undo did with it. */
export type ImportRowTable = {
  tenant_id: string
  import_id: string
  row_no: number
  case_id: string | null
  outcome: 'made' | 'known' | 'undone' | 'kept'
}

declare module '../../platform/database.ts' {
  interface Tables {
    import_run: ImportRunTable
    import_row: ImportRowTable
  }
}

export type ImportRun = Selectable<ImportRunTable>
