import type { Tx } from '../platform/database.ts'

export type GuideNotice = { userId: string; key: string; kind: 'guideWaiting' | 'guideDecided'; facts: Record<string, unknown>; at: Date }

/** What guides need of modules they may not import; wired in guides-sources.ts. */
export type GuideSources = { tell: (tx: Tx, tenantId: string, notices: GuideNotice[], now: Date) => Promise<void> }
