import { useEffect, useRef, useSyncExternalStore } from 'react'

const isFull = () => document.fullscreenElement !== null
function onFull(listener: () => void) {
  document.addEventListener('fullscreenchange', listener)
  return () => document.removeEventListener('fullscreenchange', listener)
}

/** Fills the screen, where the browser lets it: only a press of the person may. */
export const fillScreen = () => void document.documentElement.requestFullscreen?.().catch(() => {})

/** Whether the screen is filled. @param onLeft the browser has ended it, as by Esc */
export function useFullScreen(onLeft: () => void) {
  const full = useSyncExternalStore(onFull, isFull)
  const wasFull = useRef(full)
  const left = useRef(onLeft)
  left.current = onLeft
  useEffect(() => {
    if (wasFull.current && !full) left.current()
    wasFull.current = full
  }, [full])
  useEffect(
    () => () => {
      if (isFull()) void document.exitFullscreen().catch(() => {})
    },
    [],
  )
  return full
}

/** Keeps the screen from going dark while the wall is shown. */
export function useStayAwake() {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined
    let isOver = false
    async function hold() {
      if (document.hidden || !('wakeLock' in navigator)) return
      try {
        lock = await navigator.wakeLock.request('screen')
        if (isOver) await lock.release()
      } catch {
        // saving power, or not allowed: the screen keeps its own time
      }
    }
    void hold()
    document.addEventListener('visibilitychange', hold)
    return () => {
      isOver = true
      document.removeEventListener('visibilitychange', hold)
      void lock?.release().catch(() => {})
    }
  }, [])
}
