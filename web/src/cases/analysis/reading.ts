import type { CaseAnalysis } from '@zhiwei/contract'
import { createContext, use } from 'react'

/** 文本分析 on the case page: what was read, and which of it the person points at. */
export type Reading = {
  /** Undefined while it loads, or where it could not be fetched. */
  analysis: CaseAnalysis | undefined
  problem: unknown
  retry: () => void
  /** Brings the text of an event before the eyes; 1 is the complaint itself. */
  show: (eventNo: number) => void
  /** The event to be shown; `turn` counts up, so that the same one can be asked for again. */
  shown: { eventNo: number; turn: number } | null
}

export const ReadingContext = createContext<Reading | null>(null)

export function useReading(): Reading {
  const reading = use(ReadingContext)
  if (!reading) throw new Error('useReading outside the case page')
  return reading
}

/** Keys of the marks pointed at, in the text or in the panel; apart from the rest, as it changes with every move of the mouse. */
export const PointedContext = createContext<{ keys: readonly string[]; point: (keys: readonly string[]) => void }>({
  keys: [],
  point: () => {},
})

export const usePointed = () => use(PointedContext)
