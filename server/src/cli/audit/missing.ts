import type pg from 'pg'
import { quoted, readTables } from '../backup/catalogue.ts'
import type { Lost } from './case-chain.ts'
import type { Finding } from './finding.ts'
import type { Gap } from './walk-feed.ts'

// Beyond this many lost sequences nobody pairs them with events one by one.
const pairedAtMost = 10_000

/**
 * Pairs the events that cases miss with the sequences the feed misses, filling in the sequence where only one fits.
 * What is left over belongs to events of which no case knows.
 */
export function pairLost(gaps: Gap[], lost: Lost[]): Finding[] {
  const total = gaps.reduce((sum, { from, to }) => sum + to - from + 1, 0)
  const missing = total > pairedAtMost ? [] : gaps.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, at) => from + at))
  const left = new Set(missing)
  for (const group of Map.groupBy(lost, ({ finding, above, below }) => `${finding.caseId} ${above} ${below}`).values()) {
    const { above = 0, below = 0 } = group[0] ?? {}
    const between = missing.filter((seq) => seq > above && seq < below)
    // Sequences of one case rise with its events: as many as are lost are theirs, in this order.
    const certain = between.length === group.length
    const free = between.filter((seq) => left.has(seq))
    for (const [index, { finding }] of group.entries()) {
      if (certain) finding.seq = between[index] ?? null
      else if (between.length)
        finding.detail += `; its sequence is one of ${between.slice(0, 10).join(', ')}${between.length > 10 ? ' …' : ''}`
      left.delete((certain ? between : free)[index] ?? 0)
    }
  }
  const parts = total > pairedAtMost ? gaps : gaps.flatMap((gap) => runsOf(gap, left))
  return parts.map((part) => {
    const sequences = part.from === part.to ? `sequence ${part.from}` : `sequences ${part.from} to ${part.to}`
    const detail = `no event has ${sequences} and no case misses one: a whole case was removed, or the end of one together with what the case says of it; recorded ${spanOf(part)}`
    return { what: 'removed', number: null, caseId: null, no: null, seq: part.from, detail }
  })
}

function runsOf({ from, to, after, before }: Gap, left: Set<number>): Gap[] {
  const runs: Gap[] = []
  for (let seq = from; seq <= to; seq++) {
    if (!left.has(seq)) continue
    const run = runs.at(-1)
    if (run && run.to === seq - 1) run.to = seq
    else runs.push({ from: seq, to: seq, after, before })
  }
  return runs
}

const spanOf = ({ after, before }: Gap) =>
  `${after ? `after ${after.toISOString()}` : 'at the very beginning'}${before ? ` and before ${before.toISOString()}` : ''}`

/** Cases that have not one event left. */
export async function findEmptyCases(client: pg.ClientBase, tenantId: string): Promise<Lost[]> {
  const { rows } = await client.query<{ id: string; number: string; event_no: number }>(
    `select id, number, event_no from complaint_case c where tenant_id = $1
      and not exists (select 1 from case_event e where e.tenant_id = c.tenant_id and e.case_id = c.id) order by number`,
    [tenantId],
  )
  return rows.flatMap(({ id, number, event_no }) =>
    Array.from({ length: event_no }, (_, index) => {
      const detail = 'it is gone, as are all events of the case'
      const finding: Finding = { what: 'removed', number, caseId: id, no: index + 1, seq: null, detail }
      return { finding, above: 0, below: Number.POSITIVE_INFINITY }
    }),
  )
}

/** What else still speaks of events and cases that are gone: texts without event, and rows that name a lost case. */
export async function findTraces(client: pg.ClientBase, tenantId: string): Promise<Finding[]> {
  const findings: Finding[] = []
  const { rows: texts } = await client.query<{ case_id: string; event_no: number; number: string | null }>(
    `select t.case_id, t.event_no, c.number from case_text t left join complaint_case c on c.tenant_id = t.tenant_id and c.id = t.case_id
      where t.tenant_id = $1 and c.event_no < t.event_no
      and not exists (select 1 from case_event e where e.tenant_id = t.tenant_id and e.case_id = t.case_id and e.no = t.event_no)
      order by t.case_id, t.event_no`,
    [tenantId],
  )
  for (const { case_id, event_no, number } of texts)
    findings.push({
      what: 'removed',
      number,
      caseId: case_id,
      no: event_no,
      seq: null,
      detail: 'its text stands without it, and the case no longer counts it',
    })

  for (const { name } of (await readTables(client)).filter(({ name, columns }) => columns.includes('case_id') && name !== 'case_event')) {
    const { rows } = await client.query<{ case_id: string }>(
      `select distinct t.case_id from ${quoted(name)} t where t.tenant_id = $1 and t.case_id is not null
        and not exists (select 1 from complaint_case c where c.tenant_id = t.tenant_id and c.id = t.case_id) order by 1`,
      [tenantId],
    )
    for (const { case_id } of rows)
      findings.push({
        what: 'removed',
        number: null,
        caseId: case_id,
        no: null,
        seq: null,
        detail: `the case is gone, table ${name} still names it`,
      })
  }
  return findings
}
