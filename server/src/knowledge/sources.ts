import type { Tx } from '../platform/database.ts'

export type KnowledgeNotice = {
  userId: string
  key: string
  kind: 'knowledgeReviewDue' | 'lawChanged' | 'knowledgeWaiting' | 'knowledgeDecided'
  facts: Record<string, unknown>
  at: Date
}

/** What knowledge needs of modules it may not import; wired in knowledge-sources.ts. */
export type KnowledgeSources = {
  tell: (tx: Tx, tenantId: string, notices: KnowledgeNotice[], now: Date) => Promise<void>
  /** Names of categories by their codes. */
  categoryNames: (tx: Tx, tenantId: string) => Promise<Map<string, string>>
}
