import type pg from 'pg'
import { sealOf } from '../../cases/index.ts'
import type { Finding } from './finding.ts'
import { streamRows } from './stream.ts'

type SealedRow = { seq: number; case_id: string; no: number; hash: Buffer; seal: Buffer | null; at: Date; number: string | null }
/** Sequences that no event has any more; `after` and `before` tell when they were recorded. */
export type Gap = { from: number; to: number; after: Date | null; before: Date | null }
export type FeedWalk = {
  sealed: number
  head: { seq: number; seal: string | null }
  gaps: Gap[]
  findings: Finding[]
  /** Events, as `caseId/no`, whose hash is not the one that was sealed. */
  suspects: Set<string>
}
/** A sequence and its seal that somebody keeps outside: whoever rewrites the whole feed cannot rewrite that. */
export type Anchor = { seq: number; seal: string }

export const keyOf = (caseId: string, no: number) => `${caseId}/${no}`

/** Walks the tenant's feed by its sequence and holds each seal over the one before. */
export async function walkFeed(client: pg.ClientBase, tenantId: string, anchor?: Anchor): Promise<FeedWalk> {
  const { rows: heads } = await client.query<{ seq: number; seal: Buffer | null }>('select seq, seal from feed_head where tenant_id = $1', [
    tenantId,
  ])
  const head = heads[0] ?? { seq: 0, seal: null }
  const gaps: Gap[] = []
  const broken: { row: SealedRow; previous: Buffer | null }[] = []
  let last: SealedRow | null = null
  let sealed = 0
  let anchored = anchor === undefined
  const rows = streamRows<SealedRow>(
    client,
    'feed_rows',
    `select e.seq, e.case_id, e.no, e.hash, e.seal, e.at, c.number
      from case_event e left join complaint_case c on c.tenant_id = e.tenant_id and c.id = e.case_id
      where e.tenant_id = '${tenantId}' and e.seq is not null order by e.seq`,
  )
  for await (const row of rows) {
    sealed += 1
    const expected: number = (last?.seq ?? 0) + 1
    if (row.seq > expected) gaps.push({ from: expected, to: row.seq - 1, after: last?.at ?? null, before: row.at })
    else if (!isSealed(row, row.seq, last?.seal ?? null)) broken.push({ row, previous: last?.seal ?? null })
    if (anchor?.seq === row.seq) anchored = row.seal?.toString('hex') === anchor.seal
    last = row
  }
  const end = last?.seq ?? 0
  if (head.seq > end) gaps.push({ from: end + 1, to: head.seq, after: last?.at ?? null, before: null })

  const { findings, suspects } = explain(broken)
  if (head.seq < end) findings.push(feedHead(`the feed's head says ${head.seq} events were sealed, there are ${end}`))
  else if (head.seq === end && last && !head.seal?.equals(last.seal ?? Buffer.alloc(0)) && !suspects.has(keyOf(last.case_id, last.no)))
    findings.push(feedHead("the feed's head does not carry the last event's seal"))
  if (!heads[0]) findings.push(feedHead("the feed's head was removed"))
  if (anchor && !anchored)
    findings.push({ ...feedHead('the seal noted down for this sequence is not the one that stands there'), seq: anchor.seq })
  return { sealed, head: { seq: head.seq, seal: head.seal?.toString('hex') ?? null }, gaps, findings, suspects }
}

const isSealed = (row: SealedRow, seq: number, previous: Buffer | null) => row.seal !== null && sealOf(previous, seq, row).equals(row.seal)
const feedHead = (detail: string): Finding => ({ what: 'headChanged', number: null, caseId: null, no: null, seq: null, detail })

/** Tells events that changed places in the feed from those that are not as they were sealed. */
function explain(broken: { row: SealedRow; previous: Buffer | null }[]) {
  const findings: Finding[] = []
  const suspects = new Set<string>()
  const trueSeals = new Map<number, Buffer>()
  const rows = broken.map(({ row }) => row)
  for (const { row, previous } of broken) {
    const before = trueSeals.get(row.seq - 1) ?? previous
    const original = rows.find((other) => isSealed(other, row.seq, before) || (row.seal && sealOf(before, row.seq, other).equals(row.seal)))
    if (original) {
      const seal = sealOf(before, row.seq, original)
      trueSeals.set(row.seq, seal)
      if (original.seq !== row.seq)
        findings.push(findingOf(original, 'reordered', `was sealed as sequence ${row.seq} and stands at ${original.seq}`))
      continue
    }
    suspects.add(keyOf(row.case_id, row.no))
    const behindOne = findings.at(-1)?.what === 'changed' && findings.at(-1)?.seq === row.seq - 1
    const detail = behindOne ? 'does not follow from the sequence before, which was changed' : 'its hash is not the one that was sealed'
    findings.push(findingOf(row, 'changed', detail))
  }
  return { findings, suspects }
}

const findingOf = (row: SealedRow, what: Finding['what'], detail: string): Finding => ({
  what,
  number: row.number,
  caseId: row.case_id,
  no: row.no,
  seq: row.seq,
  detail,
})
