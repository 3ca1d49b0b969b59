import type { IncomingContact } from '@zhiwei/contract'
import type { Act } from '../cases/index.ts'
import type { IntakeSources } from '../intake/index.ts'
import type { PortalSources } from './portal/index.ts'

/** What channels ask of the stages behind them, wired in channels-sources.ts. */
export type ChannelSources = {
  intake: IntakeSources
  portal: PortalSources
  /** What was said without complaining becomes an ordinary contact. */
  storeContact: (act: Act, contact: IncomingContact) => Promise<string | null>
}
