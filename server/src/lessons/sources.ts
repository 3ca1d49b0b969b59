import type { Act } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import type { Actor } from '../platform/http.ts'

export type LessonNotice = { userId: string; key: string; kind: 'lessonSent' | 'lessonAnswered'; facts: Record<string, unknown>; at: Date }

/** An action as far as a lesson may be drawn from it. */
export type LearntAction = { id: string; title: string; description: string; cause: string | null; caseIds: string[]; isJudged: boolean }

/** What lessons need of modules they may not import; wired in lessons-sources.ts. */
export type LessonSources = {
  tell: (tx: Tx, tenantId: string, notices: LessonNotice[], now: Date) => Promise<void>
  /** 去除个人信息 of texts about these cases. */
  personalRemover: (act: Act, caseIds: string[]) => Promise<(text: string) => string>
  /** Of those the person may see. @throws NOT_FOUND */
  actionOf: (tx: Tx, actor: Actor, id: string) => Promise<LearntAction>
}
