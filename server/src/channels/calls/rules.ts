import type { CallDirection, CallEventKind, CallState } from '@zhiwei/contract'

export type HeardEvent = { kind: CallEventKind; at: Date; extension: string }

export type CallFacts = {
  state: CallState
  at: Date
  answeredAt: Date | null
  endedAt: Date | null
  extension: string | null
  isMissed: boolean
}

/** Of events that bear the same time, what must have been first. */
const order: Record<CallEventKind, number> = {
  ringing: 0,
  transferred: 1,
  answered: 2,
  held: 3,
  ended: 4,
  recordingReady: 5,
  transcriptReady: 5,
}

/**
 * 通话状态: what is known of a call from its events, whatever the order they came in. A call that ended has ended: what is said to have
 * happened after that changes nothing. Missed is a call that came in and ended without anybody having answered it.
 * Source: docs/rules/calls.md
 */
export function callOf(direction: CallDirection, events: readonly HeardEvent[]): CallFacts {
  const inOrder = [...events].sort((a, b) => a.at.getTime() - b.at.getTime() || order[a.kind] - order[b.kind])
  const call: CallFacts = {
    state: 'ringing',
    at: inOrder[0]?.at ?? new Date(0),
    answeredAt: null,
    endedAt: null,
    extension: null,
    isMissed: false,
  }
  for (const { kind, at, extension } of inOrder) {
    if (call.endedAt || kind === 'recordingReady' || kind === 'transcriptReady') continue
    if (extension && kind !== 'ended') call.extension = extension
    if (kind === 'answered') {
      call.state = 'answered'
      call.answeredAt ??= at
    } else if (kind === 'held') call.state = call.answeredAt ? 'held' : call.state
    else if (kind === 'transferred') call.state = 'ringing'
    else if (kind === 'ended') {
      call.state = 'ended'
      call.endedAt = at
    }
  }
  call.isMissed = direction === 'in' && call.endedAt !== null && call.answeredAt === null
  return call
}

export const talkSecondsOf = ({ answered_at: from, ended_at: to }: { answered_at: Date | null; ended_at: Date | null }) =>
  from && to ? Math.max(0, Math.round((to.getTime() - from.getTime()) / 1000)) : null

/** The telephone system fell silent in the middle of a call: nothing of that age rings or is spoken any more. */
export const silentAfterMs = 4 * 3_600_000
