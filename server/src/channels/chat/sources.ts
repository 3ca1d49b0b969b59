import type { IncomingComplaint, IncomingContact } from '@zhiwei/contract'
import type { Analysis, AnalysisInput } from '@zhiwei/text'
import type { Act } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'

/** When people are there: by the working calendar of a unit, or the company's. */
export type Hours = { isOpen: (at: Date) => boolean; opensAt: (at: Date) => Date | null }
export type ChatGroup = { id: string; name: string; memberIds: ReadonlySet<string> }

/** What a talk needs of modules it may not import, wired in chat-sources.ts. */
export type ChatSources = {
  readerFor: (tx: Tx, tenantId: string) => Promise<{ analyse: (input: AnalysisInput, now?: Date) => Analysis }>
  hoursOf: (tx: Tx, tenantId: string, unitId: string | null) => Promise<Hours>
  /** 技能组 in use, with their people. */
  groupsOf: (tx: Tx, tenantId: string) => Promise<ChatGroup[]>
  /** 收件: a talk becomes a case, or a word on the case it became. */
  receive: (
    act: Act,
    incoming: { thread: string; address: string; complaint: IncomingComplaint; caseId?: string },
  ) => Promise<{ caseId: string; number: string; isNew: boolean }>
  /** 登记联络; `null` where somebody else is just storing it. */
  storeContact: (act: Act, contact: IncomingContact) => Promise<string | null>
  /** 话术 that fit at this stage. */
  phrasesFor: (at: { stage: number | null; language: 'zh' | 'en' }) => { code: string; text: string }[]
}
