import type { TimelineRow } from '@zhiwei/contract'

export type Seen = { version: number; no: number }

/** Clocks starting and looks at masked values change nothing a person would decide differently on. */
const isHarmless = ({ kind, by }: TimelineRow, userId: string) => by?.id === userId || kind.startsWith('sla.') || kind === 'case.revealed'

/**
 * What happened since the person looked: the version moves on by itself over their own acts and harmless events,
 * and stays when somebody else did something, so that the server refuses a decision made on an old view.
 */
export function newsSince(seen: Seen, now: { version: number; rows: readonly TimelineRow[] }, userId: string) {
  const since = now.rows.filter(({ no }) => no > seen.no)
  const news = since.filter((row) => !isHarmless(row, userId))
  const isAccountedFor = now.version - seen.version <= since.length
  const hasChanged = news.length > 0 || !isAccountedFor
  return { news, hasChanged, version: hasChanged ? seen.version : now.version }
}
