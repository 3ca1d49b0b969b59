import { performance } from 'node:perf_hooks'

// What more cases meet than are counted is not counted again for a while: below the cap every count is exact, above it none is shown.
const keptMs = 60_000
const mostKept = 5_000
const kept = new Map<string, number>()

/** Was this filter or word met by more cases than are counted, a moment ago? */
export const isAboveCap = (key: string): boolean => (kept.get(key) ?? 0) > performance.now()

export function noteAboveCap(key: string) {
  const oldest = kept.size >= mostKept ? kept.keys().next().value : undefined
  if (oldest !== undefined) kept.delete(oldest)
  kept.set(key, performance.now() + keptMs)
}
