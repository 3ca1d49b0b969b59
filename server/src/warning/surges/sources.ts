import type { Tx } from '../../platform/database.ts'
import type { CategoryNames } from '../series/names.ts'

/** What the search for surges asks of modules it may not import; wired in warning-sources.ts. */
export type SurgeSources = {
  categoryNames: CategoryNames
  /** 节假日、调休 by the company's calendar: null an ordinary day. */
  dayClasses: (tx: Tx, tenantId: string, from: string, length: number) => Promise<(string | null)[]>
  /** 分词: the telling words of each text, once each. */
  wordsOf: (texts: readonly string[]) => Promise<ReadonlySet<string>[]>
}
