import type { ActInput, ActNoun, IncomingComplaint, TaskLimit } from '@zhiwei/contract'
import type { UnitCode } from '../company/company.ts'

// What is going to happen, as plain data: units and people by their codes, cases by their place in the family. No ids yet.

/** Acts whose input names nothing that has an id. */
type PlainNoun = Extract<
  ActNoun,
  | 'acceptance'
  | 'declination'
  | 'classification'
  | 'notes'
  | 'messages'
  | 'reveals'
  | 'reminders'
  | 'receipts'
  | 'sendBacks'
  | 'reviews'
  | 'remedies'
  | 'answers'
  | 'followUps'
  | 'rootCauses'
  | 'closure'
  | 'reopening'
  | 'archiving'
  | 'withdrawal'
  | 'suspensions'
  | 'resumptions'
  | 'escalations'
  | 'supervisions'
>
export type PlainAct = { [Noun in PlainNoun]: { noun: Noun; input: Omit<ActInput<Noun>, 'version'> } }[PlainNoun]

export type PlannedAct =
  | PlainAct
  | {
      noun: 'dispatches'
      unit: UnitCode
      handler?: string
      instructions: string
      coUnits: { unit: UnitCode; instructions: string; limit?: TaskLimit }[]
    }
  | { noun: 'transfers'; unit: UnitCode; reason: string }
  /** 裁定: of the dispute that waits. */
  | { noun: 'disputeDecisions'; unit: UnitCode; reason: string }
  | { noun: 'taskResults'; unit: UnitCode; result: string }
  /** `excuse`: why the tasks still open need not be waited for. */
  | { noun: 'returns'; input: Omit<ActInput<'returns'>, 'version' | 'excused'>; excuse?: string }
  /** Of the remedy that waits. */
  | { noun: 'approvals'; verdict: 'approved' | 'refused'; reason: string }
  | { noun: 'assignments'; agent: string; reason: string }
  /** So many days beyond the time due. */
  | { noun: 'extensions'; days: number; reason: string }
  | { noun: 'links'; kind: ActInput<'links'>['kind']; to: number; reason: string }
  | { noun: 'merges'; part: number; reason: string }

/** `by`: username of who acts. */
export type Step = { at: Date; by: string; act: PlannedAct }
/** `registeredBy` null: it came over a channel by itself. */
export type PlannedCase = { complaint: IncomingComplaint; registeredAt: Date; registeredBy: string | null; steps: Step[] }
/** Cases that have to do with each other and so are played in one order of time. */
export type Family = PlannedCase[]
