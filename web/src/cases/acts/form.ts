import type { ActNoun, CaseDetail } from '@zhiwei/contract'

export type Values = Record<string, unknown>
export type FieldKind =
  | 'line'
  | 'text'
  | 'longText'
  | 'category'
  | 'cause'
  | 'unit'
  | 'person'
  | 'instant'
  | 'clock'
  | 'money'
  | 'buttons'
  | 'check'
  | 'case'
  | 'rating'
  | 'coUnits'
  | 'excused'
  | 'remedy'
  | 'grantedRemedy'
  | 'mergedPart'
  | 'supervision'
  | 'lowerLevel'

export type Field = {
  name: string
  kind: FieldKind
  /** Words under `field.<label>`; left out: the name. */
  label?: string
  required?: boolean | ((complaintCase: CaseDetail, values: Values) => boolean)
  when?: (complaintCase: CaseDetail, values: Values) => boolean
  options?: readonly string[]
  /** Where the words of the options stand: `ui:severity`. */
  words?: string
  initial?: (complaintCase: CaseDetail) => unknown
}

export type ActForm = {
  noun: ActNoun | 'taskResults' | 'disputeDecisions'
  fields: readonly Field[]
  /** Cannot be taken back. */
  isFinal?: boolean
  /** Sends only what was changed. */
  changesOnly?: boolean
  /** Whether it makes sense on this case, beside what `can` says. */
  when?: (complaintCase: CaseDetail) => boolean
}
