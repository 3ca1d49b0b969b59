import { useEffect, useState } from 'react'

/** What is typed, as soon as the person has paused for so long: nothing is asked at every key. */
export function usePaused(value: string, pauseMs: number) {
  const [paused, setPaused] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), pauseMs)
    return () => clearTimeout(timer)
  }, [value, pauseMs])
  return paused
}
