import type { GuideSources } from './guides/index.ts'
import { tellDirectly } from './notifications/index.ts'

// Where guides meet the notices they may not import.

export const guideSources: GuideSources = { tell: tellDirectly }
