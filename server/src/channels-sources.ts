import { callSources } from './calls-sources.ts'
import type { ChannelSources } from './channels/index.ts'
import { intakeSources } from './intake-sources.ts'
import { portalSources } from './portal-sources.ts'

/** What the doors ask of the stages behind intake, which they may not import. */
export const channelSources: ChannelSources = { intake: intakeSources, portal: portalSources, storeContact: callSources.storeContact }
