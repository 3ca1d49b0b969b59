import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { knownHome } from '../src/platform/embedded-postgres/location.ts'
import { processesOf } from '../src/platform/embedded-postgres/processes.ts'
import { statusOf } from '../src/platform/embedded-postgres/server.ts'
import { aComplaint } from './builders.ts'

// A ledger of complaints that are sent to a server which keeps being killed: what was sent, and what was acknowledged.

export type Entry = {
  complaint: ReturnType<typeof aComplaint>
  headers: Record<string, string>
  state: 'waiting' | 'sent' | 'answered' | 'refused'
  answer?: { caseId: string; number: string }
}
export type Ledger = { entries: Entry[]; refusals: string[] }

/** Every complaint may be sent again safely: by its Idempotency-Key, by its externalId, or by both. */
export function aLedger(name: string, size: number): Ledger {
  const entries = Array.from({ length: size }, (_, no) => ({
    complaint: aComplaint({
      text: `${name}第 ${no} 件：热水器漏水，约好上门的师傅一直没有来。`,
      complainant: { name: '周敏', phone: `139${String(10_000_000 + (no % 300))}` },
      ...(no % 3 !== 0 && { externalId: `${name}-${no}` }),
    }),
    headers: (no % 3 === 2 ? {} : { 'idempotency-key': randomUUID() }) as Record<string, string>,
    state: 'waiting' as const,
  }))
  return { entries, refusals: [] }
}

const isSettled = ({ state }: Entry) => state === 'answered' || state === 'refused'
export const settledIn = ({ entries }: Ledger) => entries.filter(isSettled).length
/** Sent and not answered: nobody knows what has become of them. */
export const openIn = ({ entries }: Ledger) => entries.filter(({ state }) => state === 'sent')

type Sender = { url: () => string; authorization: string }

/** Sends every entry, also those answered before, from so many clients at once, each again and again until it is answered. */
export async function sendAll(ledger: Ledger, clients: number, sender: Sender) {
  const waiting = ledger.entries.values()
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (const entry of waiting) while (!isSettled(await send(ledger, entry, sender))) await delay(25)
    }),
  )
}

/** One try. A connection that broke, 503 and 409 IN_PROGRESS ask for another one; any other refusal ends the tries. */
async function send(ledger: Ledger, entry: Entry, { url, authorization }: Sender): Promise<Entry> {
  entry.state = 'sent'
  try {
    const response = await fetch(`${url()}/api/v1/complaints`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization, ...entry.headers },
      body: JSON.stringify(entry.complaint),
    })
    const body = (await response.json()) as { caseId: string; number: string; code?: string }
    if (response.ok) {
      entry.answer = body
      entry.state = 'answered'
    } else if (response.status !== 503 && body.code !== 'IN_PROGRESS') {
      ledger.refusals.push(`${response.status} ${JSON.stringify(body)}`)
      entry.state = 'refused'
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error // fetch could not get through
  }
  return entry
}

/**
 * Sends entries over connections that are kept open until the server lets nobody in any more.
 * @returns what went wrong with requests that had got through to it
 */
export async function sendUntilClosed({ entries }: Ledger, clients: number, { url, authorization }: Sender): Promise<string[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const waiting = entries.values()
  const dropped: string[] = []
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (const entry of waiting) {
        const headers = { 'content-type': 'application/json', authorization, ...entry.headers }
        try {
          entry.answer = await post(`${url()}/api/v1/complaints`, agent, headers, JSON.stringify(entry.complaint))
          entry.state = 'answered'
        } catch (error) {
          // Refused is honest: the request was never taken.
          if ((error as { code?: string }).code === 'ECONNREFUSED') return
          dropped.push(String(error))
        }
      }
    }),
  )
  agent.destroy()
  return dropped
}

const post = (url: string, agent: Agent, headers: Record<string, string>, body: string) =>
  new Promise<NonNullable<Entry['answer']>>((done, failed) => {
    const sent = request(url, { agent, method: 'POST', headers }, async (response) => {
      const answer = await text(response)
      if (response.statusCode === 201) done(JSON.parse(answer))
      else failed(new Error(`${response.statusCode} ${answer}`))
    })
    sent.once('error', failed)
    sent.end(body)
  })

export type StoredCase = { id: string; number: string; externalId: string | null; text: string }

/** What the database holds, read behind the application's back. */
export async function storedCases(ownerUrl: string): Promise<StoredCase[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(`select set_config('app.tenant', id::text, false) from tenant where code = 'default'`)
    const { rows } = await client.query<StoredCase>(`
      select c.id, c.number, c.external_id as "externalId", t.masked ->> 'text' as text
      from complaint_case c left join case_text t on t.tenant_id = c.tenant_id and t.case_id = c.id and t.event_no = 1`)
    return rows
  } finally {
    await client.end()
  }
}

/** Where the stored cases and the ledger disagree, in words; empty when each complaint exists once, as it was acknowledged. */
export function disagreements({ entries }: Ledger, stored: StoredCase[]): string[] {
  const byId = new Map(stored.map((row) => [row.id, row]))
  const byText = Map.groupBy(stored, ({ text }) => text)
  return entries.flatMap(({ complaint, answer }) => {
    const copies = byText.get(complaint.text)?.length ?? 0
    const row = answer && byId.get(answer.caseId)
    if (!answer) return [`never answered: ${complaint.text}`]
    if (!row) return [`acknowledged and lost: ${answer.number} ${complaint.text}`]
    if (copies > 1) return [`stored ${copies} times: ${complaint.text}`]
    if (row.number !== answer.number || row.text !== complaint.text || row.externalId !== (complaint.externalId ?? null))
      return [`acknowledged as ${answer.number}, stored otherwise: ${JSON.stringify(row)}`]
    return []
  })
}

const clusterOf = (dataDir: string) => `${knownHome(dataDir)}/postgres`

/** Kills every process of the database in one stroke: what stood only in their memory is gone. */
export function killPostgres(dataDir: string) {
  for (const pid of processesOf(clusterOf(dataDir))) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // ended with its postmaster
    }
  }
}

/** Takes over what stands in postgresql.conf, without a restart. */
export function reloadSettings(dataDir: string) {
  const pid = statusOf(clusterOf(dataDir))?.pid
  if (pid) process.kill(pid, 'SIGHUP')
}
export const settingsFile = (dataDir: string) => `${clusterOf(dataDir)}/postgresql.conf`
