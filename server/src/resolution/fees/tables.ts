import type { FeeKind } from '@zhiwei/contract'
import type { RowOverStatus } from '../../cases/index.ts'

declare module '../../platform/database.ts' {
  interface Tables {
    outside_fee: RowOverStatus & { kind: FeeKind; amount_fen: number }
  }
}
