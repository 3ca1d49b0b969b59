import type { Act } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Day } from '../../platform/days.ts'
import type { Actor } from '../../platform/http.ts'

export type ActionNotice = {
  userId: string
  key: string
  kind: 'actionGiven' | 'actionOverdue' | 'actionToVerify' | 'actionJudged' | 'partAsked' | 'partAnswered'
  facts: Record<string, unknown>
  at: Date
}

/** What actions need of modules they may not import, wired in improvement-sources.ts. */
export type ImprovementSources = {
  /** Names of the risk points and topics there are; one that is unknown is missing. */
  riskPointNames: (tx: Tx, tenantId: string, ids: string[]) => Promise<Map<string, string>>
  topicNames: (tx: Tx, actor: Actor, ids: string[]) => Promise<Map<string, string>>
  /** Complaints that belong to the point between these days, and its exposure by month where it is known. */
  riskPointCount: (tx: Tx, tenantId: string, id: string, from: Day, to: Day) => Promise<number>
  riskPointExposures: (tx: Tx, tenantId: string, id: string) => Promise<{ month: string; exposure: number }[]>
  /** 去除个人信息 of texts about these cases. */
  personalRemover: (act: Act, caseIds: string[]) => Promise<(text: string) => string>
  tell: (tx: Tx, tenantId: string, notices: ActionNotice[], now: Date) => Promise<void>
}
