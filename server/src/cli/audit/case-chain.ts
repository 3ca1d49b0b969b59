import { type ChainedEvent, hashOfEvent } from '../../cases/index.ts'
import type { Finding } from './finding.ts'
import { keyOf } from './walk-feed.ts'

/** An event as it stands, and what of its case it is held against. */
export type StoredEvent = ChainedEvent & { hash: Buffer; seq: number | null }
/** What the case's own row says of its last event; null when that row is gone. */
export type CaseHead = { number: string; eventNo: number; eventHash: Buffer | null } | null
/** An event that is gone, between the sequences of its neighbours. */
export type Lost = { finding: Finding; above: number; below: number }

/** Every event follows from the one before by its hash, the numbers and sequences rise without a gap, and the case's row names the last. */
export function isWhole(events: StoredEvent[], head: CaseHead): boolean {
  let previous: StoredEvent | null = null
  for (const event of events) {
    if (event.no !== (previous?.no ?? 0) + 1) return false
    if (!follows(event, event.no, previous?.hash ?? null)) return false
    if (previous && (event.seq ?? Number.POSITIVE_INFINITY) < (previous.seq ?? Number.POSITIVE_INFINITY)) return false
    previous = event
  }
  return head !== null && previous !== null && head.eventNo === previous.no && (head.eventHash?.equals(previous.hash) ?? false)
}

const follows = (event: StoredEvent, no: number, previous: Buffer | null) => hashOfEvent({ ...event, no }, previous).equals(event.hash)

/**
 * Says of a broken case which events were changed, removed, added or changed places.
 * @param events in the order of their numbers  @param suspects events whose hash is not the one that was sealed
 */
export function explainCase(
  caseId: string,
  events: StoredEvent[],
  head: CaseHead,
  suspects: Set<string>,
): { findings: Finding[]; lost: Lost[] } {
  const findings: Finding[] = []
  const lost: Lost[] = []
  const tell = (what: Finding['what'], no: number | null, detail: string, seq: number | null = null) => {
    const finding = { what, number: head?.number ?? null, caseId, no, seq, detail }
    findings.push(finding)
    return finding
  }
  const at = new Map(events.map((event) => [event.no, event]))
  const last = Math.max(head?.eventNo ?? 0, events.at(-1)?.no ?? 0)
  // null before the first event, undefined behind one that is gone: what follows cannot be held against it.
  let previous: Buffer | null | undefined = null
  let blamed = false
  for (let no = 1; no <= last; no++) {
    const here = at.get(no)
    const before: Buffer | null | undefined = previous
    const original: StoredEvent | undefined =
      before === undefined ? undefined : [...(here ? [here] : []), ...events].find((event) => follows(event, no, before))
    if (original) {
      if (original !== here) tell('reordered', original.no, `was recorded as event ${no} and stands as event ${original.no}`, original.seq)
      // Content and hash were rewritten together: the feed still knows the hash that was sealed.
      blamed = original === here && suspects.has(keyOf(caseId, no))
      if (blamed)
        tell('changed', original.no, 'it was rewritten together with its hash, which is not the one that was sealed', original.seq)
      previous = original.hash
    } else if (here) {
      if (before !== undefined && !blamed) tell('changed', no, 'what it says does not fit its hash', here.seq)
      blamed = false
      previous = here.hash
    } else {
      const finding = tell('removed', no, 'it is gone')
      lost.push({ finding, ...between(events, no) })
      previous = undefined
      blamed = false
    }
  }
  if (head === null) tell('removed', null, `the case's own row is gone, ${events.length} of its events stand`)
  else if (head.eventNo < last) {
    for (const event of events.filter(({ no }) => no > head.eventNo))
      tell('added', event.no, `stands behind event ${head.eventNo}, which the case names as its last`, event.seq)
  } else if (findings.length === 0 && !head.eventHash?.equals(at.get(last)?.hash ?? Buffer.alloc(0)))
    tell('headChanged', last, "the case's own row does not carry the hash of its last event", at.get(last)?.seq ?? null)
  if (findings.length === 0) findings.push(...outOfSequence(caseId, events, head))
  return { findings, lost }
}

function between(events: StoredEvent[], no: number) {
  const earlier = events.filter((event) => event.no < no).map(({ seq }) => seq ?? 0)
  const later = events.filter((event) => event.no > no).map(({ seq }) => seq ?? Number.POSITIVE_INFINITY)
  return { above: Math.max(0, ...earlier), below: Math.min(Number.POSITIVE_INFINITY, ...later) }
}

/** Numbers rise and sequences do not: the feed was written anew in another order. */
function outOfSequence(caseId: string, events: StoredEvent[], head: CaseHead): Finding[] {
  return events.flatMap((event, index) => {
    const previous = events[index - 1]
    if (!previous || event.seq === null || (previous.seq !== null && previous.seq < event.seq)) return []
    const detail = `was sealed before event ${previous.no}, which came first`
    return [{ what: 'reordered' as const, number: head?.number ?? null, caseId, no: event.no, seq: event.seq, detail }]
  })
}
