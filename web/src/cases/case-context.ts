import type { CaseDetail, TimelineRow } from '@zhiwei/contract'
import { createContext, use } from 'react'
import type { FormName } from './acts/forms.ts'

/** 备注, 沟通, 答复. */
export type ComposerMode = 'notes' | 'messages' | 'answers'

export type CaseOnPage = {
  complaintCase: CaseDetail
  rows: TimelineRow[]
  /** The case and its rows may be of different moments. */
  isFetching: boolean
  /** Opens the form of an act, with what is already known. */
  openAct: (form: FormName, preset?: Record<string, unknown>) => void
  /** Puts the cursor into the composer, to write this; `words` are added to what stands there. */
  write: (mode: ComposerMode, words?: string) => void
}

export const CaseContext = createContext<CaseOnPage | null>(null)

/** The case this page is about. */
export function useCaseOnPage(): CaseOnPage {
  const onPage = use(CaseContext)
  if (!onPage) throw new Error('useCaseOnPage outside the case page')
  return onPage
}
