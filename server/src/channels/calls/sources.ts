import type { IncomingContact } from '@zhiwei/contract'
import type { Act } from '../../cases/index.ts'
import type { CasesOfCustomers } from '../../customers/index.ts'
import type { IntakeSources } from '../../intake/index.ts'
import type { Tx } from '../../platform/database.ts'

/** What calls need of modules they may not import, wired in channels-sources.ts. */
export type CallSources = {
  intake: IntakeSources
  /** What was said becomes an ordinary contact, read by the text engine. */
  storeContact: (act: Act, contact: IncomingContact) => Promise<string | null>
  /** Skill groups in use, with their people. */
  skillGroups: (tx: Tx, tenantId: string) => Promise<{ id: string; name: string; memberIds: ReadonlySet<string> }[]>
}
export type CallStory = CallSources & { casesOfCustomers: CasesOfCustomers }
