import { listCategories } from './classification/index.ts'
import type { KnowledgeSources } from './knowledge/index.ts'
import { tellDirectly } from './notifications/index.ts'

// Where the knowledge base meets the category tree and the notices it may not import.

export const knowledgeSources: KnowledgeSources = {
  tell: tellDirectly,
  categoryNames: async (tx, tenantId) => new Map((await listCategories(tx, tenantId)).map(({ code, name }) => [code, name])),
}
