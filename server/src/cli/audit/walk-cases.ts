import type { EventKind } from '@zhiwei/contract'
import type pg from 'pg'
import type { Keys } from '../../platform/crypto.ts'
import { type CaseHead, explainCase, isWhole, type Lost, type StoredEvent } from './case-chain.ts'
import { type StoredText, textProblem } from './case-texts.ts'
import type { Finding } from './finding.ts'
import { streamRows } from './stream.ts'
import { keyOf } from './walk-feed.ts'

type Row = {
  case_id: string
  no: number
  kind: EventKind
  cycle: number
  at: Date
  actor_id: string | null
  facts: Record<string, unknown>
  text_digest: Buffer | null
  hash: Buffer
  seq: number | null
  number: string | null
  head_no: number | null
  head_hash: Buffer | null
  has_text: boolean
  masked: Record<string, string> | null
  cipher: Buffer | null
  salt: Buffer | null
  erased_at: Date | null
}
export type CasesWalk = { cases: number; events: number; texts: number; erasedTexts: number; findings: Finding[]; lost: Lost[] }

const rowsOf = (tenantId: string) => `
  select e.case_id, e.no, e.kind, e.cycle, e.at, e.actor_id, e.facts, e.text_digest, e.hash, e.seq,
    c.number, c.event_no as head_no, c.event_hash as head_hash,
    t.case_id is not null as has_text, t.masked, t.cipher, t.salt, t.erased_at
  from case_event e
  left join complaint_case c on c.tenant_id = e.tenant_id and c.id = e.case_id
  left join case_text t on t.tenant_id = e.tenant_id and t.case_id = e.case_id and t.event_no = e.no
  where e.tenant_id = '${tenantId}' order by e.case_id, e.no`

/** Walks every case of the tenant, event by event, with its texts. */
export async function walkCases(client: pg.ClientBase, tenantId: string, keys: Keys, suspects: Set<string>): Promise<CasesWalk> {
  const walk: CasesWalk = { cases: 0, events: 0, texts: 0, erasedTexts: 0, findings: [], lost: [] }
  let rows: Row[] = []
  const checkCase = () => {
    const [first] = rows
    if (!first) return
    walk.cases += 1
    const events = rows.map((row) => eventOf(tenantId, row))
    const head = headOf(first)
    const sound = isWhole(events, head) && !events.some(({ caseId, no }) => suspects.has(keyOf(caseId, no)))
    const { findings, lost } = sound ? { findings: [], lost: [] } : explainCase(first.case_id, events, head, suspects)
    walk.findings.push(...findings)
    walk.lost.push(...lost)
    // Texts lie under the event's number: what stands under another one has no text to be held against.
    const moved = new Set(findings.filter(({ what }) => what === 'reordered').map(({ no }) => no))
    checkTexts(walk, rows, moved, keys)
    rows = []
  }
  for await (const row of streamRows<Row>(client, 'case_rows', rowsOf(tenantId))) {
    if (rows[0] && rows[0].case_id !== row.case_id) checkCase()
    rows.push(row)
    walk.events += 1
  }
  checkCase()
  return walk
}

const eventOf = (tenantId: string, row: Row): StoredEvent => ({
  tenantId,
  caseId: row.case_id,
  no: row.no,
  kind: row.kind,
  cycle: row.cycle,
  at: row.at,
  actorId: row.actor_id,
  facts: row.facts,
  textDigest: row.text_digest,
  hash: row.hash,
  seq: row.seq,
})

const headOf = ({ number, head_no, head_hash }: Row): CaseHead =>
  number === null ? null : { number, eventNo: head_no ?? 0, eventHash: head_hash }

function checkTexts(walk: CasesWalk, rows: Row[], moved: Set<number | null>, keys: Keys) {
  const erasedAt = rows.findLast(({ kind }) => kind === 'case.erased')?.no ?? 0
  for (const row of rows) {
    if (row.text_digest) walk.texts += 1
    const text: StoredText = { stored: row.has_text, masked: row.masked, cipher: row.cipher, salt: row.salt, erasedAt: row.erased_at }
    if (row.erased_at) walk.erasedTexts += 1
    if (moved.has(row.no)) continue
    const problem = textProblem(row.text_digest, text, erasedAt > row.no, keys)
    if (problem) walk.findings.push({ ...problem, number: row.number, caseId: row.case_id, no: row.no, seq: row.seq })
  }
}
