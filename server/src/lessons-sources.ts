import { findAction } from './improvement/index.ts'
import { personalRemover } from './knowledge/index.ts'
import type { LessonSources } from './lessons/index.ts'
import { tellDirectly } from './notifications/index.ts'

// Where lessons meet the actions, the remover of names and the notices they may not import.

export const lessonSources: LessonSources = {
  tell: tellDirectly,
  personalRemover,
  actionOf: async (tx, actor, id) => {
    const { title, description, cause, case_ids: caseIds, verdict, state } = await findAction(tx, actor, id)
    const isJudged = verdict !== null || state === 'effective' || state === 'closed'
    return { id, title, description, cause, caseIds, isJudged }
  },
}
