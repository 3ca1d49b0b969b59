import type { TimelineRow } from '@zhiwei/contract'

/** `callCentre` 客服, `customer` waiting for the customer's word, or a unit's id. */
export type Holder = string
export type Span = { holder: Holder; from: number; to: number; isTaken: boolean }
export type Lane = { holder: Holder; minutes: number; spans: Span[] }
export type Lanes = { from: number; to: number; lanes: Lane[]; pauses: { from: number; to: number }[] }

const ends: readonly TimelineRow['kind'][] = ['case.closed', 'case.declined', 'case.withdrawn', 'case.archived']

/** Who had the case how long (泳道图), read from its timeline. Instants in milliseconds; `isTaken` is false until a unit receipted it. */
export function lanesOf(rows: readonly TimelineRow[], now: number): Lanes {
  const spans: Span[] = []
  const pauses: Lanes['pauses'] = []
  let lastUnit: string | undefined

  for (const row of rows) {
    const at = Date.parse(row.at)
    if (row.kind === 'case.suspended') pauses.push({ from: at, to: now })
    if (row.kind === 'case.resumed' || ends.includes(row.kind)) endPause(pauses, at)
    const current = spans.at(-1)
    if (ends.includes(row.kind)) {
      if (current?.to === now) current.to = Math.max(at, current.from)
      continue
    }
    const next = holderAfter(row, lastUnit)
    if (!next) continue
    if (next.holder !== 'callCentre' && next.holder !== 'customer') lastUnit = next.holder
    if (current && current.to === now) current.to = Math.max(at, current.from)
    spans.push({ ...next, from: Math.max(at, current?.to ?? at), to: now })
  }
  const from = spans[0]?.from ?? now
  return { from, to: Math.max(...spans.map(({ to }) => to), from), lanes: lanesFrom(spans), pauses }
}

function holderAfter({ kind, facts }: TimelineRow, lastUnit: string | undefined): Pick<Span, 'holder' | 'isTaken'> | undefined {
  const unit = (id: unknown, isTaken: boolean) => (typeof id === 'string' ? { holder: id, isTaken } : undefined)
  const callCentre = { holder: 'callCentre', isTaken: true }
  const backToUnit = unit(lastUnit, true) ?? callCentre
  switch (kind) {
    case 'complaint.received':
    case 'case.sentBack':
    case 'case.returned':
    case 'case.confirmed':
      return callCentre
    case 'case.dispatched':
      return unit(facts.unitId, false)
    case 'case.transferred':
      return unit(facts.toUnitId, false)
    case 'case.receipted':
      return unit(facts.unitId ?? lastUnit, true)
    case 'case.answered':
      return { holder: 'customer', isTaken: true }
    case 'case.reviewed':
      return facts.verdict === 'rework' ? backToUnit : undefined
    case 'case.followedUp':
      return facts.verdict === 'notResolved' ? backToUnit : undefined
    case 'case.reopened':
      return backToUnit
    default:
      return undefined
  }
}

function endPause(pauses: Lanes['pauses'], at: number) {
  const last = pauses.at(-1)
  if (last && last.to > at) last.to = at
}

function lanesFrom(spans: Span[]): Lane[] {
  const lanes = new Map<Holder, Lane>()
  for (const span of spans) {
    const lane = lanes.get(span.holder) ?? { holder: span.holder, minutes: 0, spans: [] }
    lane.spans.push(span)
    lane.minutes += (span.to - span.from) / 60_000
    lanes.set(span.holder, lane)
  }
  return [...lanes.values()]
}
