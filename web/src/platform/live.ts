import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { apiBase } from './api.ts'

const firstPauseMs = 1_000
const longestPauseMs = 60_000
/** What follows from a change by itself, such as clocks, is there a moment after it. */
const echoMs = 2_000
/** Who is signed in, and what is dear to find and hardly changes or not at all. */
const steady: readonly unknown[] = ['sessions', 'similar', 'reading', 'current-calls']

/**
 * Keeps what is on the screen fresh: the server streams that something of the tenant has changed, and the queries on it are fetched again.
 * After a gap everything on the screen is, for nobody knows what was missed.
 */
export function useLiveUpdates() {
  const client = useQueryClient()
  useEffect(() => {
    let source: EventSource | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let echo: ReturnType<typeof setTimeout> | undefined
    let pauseMs = firstPauseMs
    let hadGap = false

    const refresh = () => void client.invalidateQueries({ predicate: ({ queryKey }) => !steady.includes(queryKey[0]) })

    function onChanged() {
      refresh()
      clearTimeout(echo)
      echo = setTimeout(refresh, echoMs)
    }

    /** Told to this person alone: their telephone rings, or what became of it. */
    const onCalls = () => void client.invalidateQueries({ predicate: ({ queryKey }) => /^(current-)?calls$/.test(String(queryKey[0])) })

    function connect() {
      source = new EventSource(`${apiBase}/events/stream`)
      source.onopen = () => {
        pauseMs = firstPauseMs
        if (hadGap) refresh()
        if (hadGap) onCalls()
        hadGap = false
      }
      source.addEventListener('changed', onChanged)
      source.addEventListener('calls', onCalls)
      source.onerror = () => {
        hadGap = true
        if (source?.readyState !== EventSource.CLOSED) return // the browser tries again by itself
        timer = setTimeout(connect, pauseMs)
        pauseMs = Math.min(pauseMs * 2, longestPauseMs)
      }
    }

    connect()
    return () => {
      clearTimeout(timer)
      clearTimeout(echo)
      source?.close()
    }
  }, [client])
}
