import type { DroppedFile, ImportField } from '@zhiwei/contract'
import type { ColumnType, Generated } from 'kysely'

declare module '../../platform/database.ts' {
  interface Tables {
    drop_folder: {
      tenant_id: string
      is_open: boolean
      run_as: 'history' | 'toHandle' | null
      mapping: ColumnType<Record<string, ImportField>, string, string>
      version: Generated<number>
    }
    dropped_file: {
      tenant_id: string
      digest: Buffer
      id: string
      name_cipher: Buffer
      import_id: string | null
      is_mapped: Generated<boolean>
      state: DroppedFile['state']
      at: Date
      ended_at: Date | null
      detail: string | null
    }
  }
}
