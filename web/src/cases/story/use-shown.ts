import { useEffect, useRef } from 'react'
import { useReading } from '../analysis/reading.ts'

/** Brings an event before the eyes when it is asked for, and lets it stand out until another is. */
export function useShown<Shown extends HTMLElement>(eventNo: number) {
  const { shown } = useReading()
  const ref = useRef<Shown>(null)
  const turn = shown?.eventNo === eventNo ? shown.turn : 0
  useEffect(() => {
    if (turn === 0) return
    ref.current?.scrollIntoView({ block: 'nearest' })
    ref.current?.focus({ preventScroll: true })
  }, [turn])
  return { ref, isShown: turn > 0 }
}
