import type { CaseRow } from '@zhiwei/contract'
import type { Tx } from '../platform/database.ts'
import type { Actor } from '../platform/http.ts'

export type CaseCount = { count: number; openCount: number; lastAt: Date | null }

/** What this module needs of the cases, which stand above it: given to its routes where the program is put together. */
export type CasesOfCustomers = {
  /** The newest cases of each customer that the actor may see, at most `limit` a customer; `open`: only open ones. */
  casesOfCustomers(tx: Tx, actor: Actor, customerIds: string[], options: { open?: boolean; limit: number }): Promise<Map<string, CaseRow[]>>
  countCases(tx: Tx, tenantId: string, customerIds: string[]): Promise<Map<string, CaseCount>>
  /** Gives all cases of a double to the surviving customer; answers how many. */
  moveCases(tx: Tx, tenantId: string, fromCustomerId: string, toCustomerId: string, now: Date): Promise<number>
}
