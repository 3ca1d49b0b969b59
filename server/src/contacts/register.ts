import { performance } from 'node:perf_hooks'
import { setImmediate } from 'node:timers/promises'
import { type ContactBatchResult, type ContactReading, IncomingContact, problems, type RegisteredContact } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import { sql } from 'kysely'
import type { Act } from '../cases/index.ts'
import { findOrMakeCustomers, problemOfComplainant } from '../customers/index.ts'
import { countUp } from '../platform/counters.ts'
import { AppError, invalidInput } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { WithStatus } from '../platform/write-once.ts'
import { staffOf } from './handling-time.ts'
import { type Read, readContact } from './read.ts'
import type { ContactSources } from './sources.ts'
import type { StoredReading } from './tables.ts'

const farFutureMs = 24 * 3_600_000
const excerptLength = 120
/** Characters of all turns of one contact. */
const longestContact = 100_000
// Other requests are answered after each stretch of this length.
const stretchMs = 8
/** Rows of one insert: a statement takes 65,535 parameters. */
const rowsAtOnce = 1_000

export type Stored = { id: string; isNew: boolean; differs: boolean; reading: ContactReading | null }

/**
 * 登记联络: one ordinary contact is stored, read and its customer found or made; what becomes of it follows by the schedule.
 * The same externalId on the same channel again answers 200 with the contact that is there, unchanged.
 * @throws INPUT_INVALID for a time in the future and for texts of nothing
 * Source: docs/rules/latent.md
 */
export async function registerContact(
  act: Act,
  contact: IncomingContact,
  sources: ContactSources,
): Promise<RegisteredContact | WithStatus> {
  const wrong = problemOfContact(act, contact)
  if (wrong) throw wrong
  const [stored] = await storeContacts(act, [contact], sources)
  if (!stored) throw new AppError('IN_PROGRESS', '请重试')
  const answer = { contactId: stored.id, reading: stored.reading, ...(stored.differs && { differs: true }) }
  return stored.isNew ? answer : new WithStatus(200, answer)
}

/** 批量登记联络: up to 1,000 in order, set-based; one bad row does not stop the others. */
export async function registerContacts(act: Act, given: unknown[], sources: ContactSources): Promise<ContactBatchResult> {
  const results = new Array<ContactBatchResult['results'][number]>(given.length)
  const good: { index: number; contact: IncomingContact }[] = []
  for (const [index, raw] of given.entries()) {
    const parsed = parseContact(act, raw)
    if (parsed instanceof AppError) {
      const { code, detail, facts } = parsed
      results[index] = { index, problem: { code, title: problems[code].title, detail, errors: facts.errors } }
    } else good.push({ index, contact: parsed })
  }
  const stored = await storeContacts(
    act,
    good.map(({ contact }) => contact),
    sources,
  )
  for (const [at, { index }] of good.entries()) {
    const row = stored[at]
    results[index] = row ? { index, contactId: row.id } : { index, problem: { code: 'IN_PROGRESS', title: problems.IN_PROGRESS.title } }
  }
  return { results }
}

/** A contact as it came from outside, or what is wrong with it. */
export function parseContact(act: Pick<Act, 'now'>, raw: unknown): IncomingContact | AppError {
  const parsed = IncomingContact.safeParse(raw)
  if (parsed.success) return problemOfContact(act, parsed.data) ?? parsed.data
  return new AppError('INPUT_INVALID', undefined, {
    errors: parsed.error.issues.slice(0, 10).map(({ path, message }) => ({ pointer: `#/${path.join('/')}`, detail: message })),
  })
}

function problemOfContact({ now }: Pick<Act, 'now'>, { turns, occurredAt, complainant }: IncomingContact): AppError | null {
  const blank = turns.findIndex(({ text }) => text.trim() === '')
  if (blank !== -1) return invalidInput(`#/turns/${blank}/text`, '不能只有空白')
  if (turns.reduce((sum, { text }) => sum + text.length, 0) > longestContact)
    return invalidInput('#/turns', `全部内容不能超过 ${longestContact} 个字符`)
  if (new Date(occurredAt).getTime() > now.getTime() + farFutureMs) return invalidInput('#/occurredAt', '发生时间不能在将来')
  const unkept = problemOfComplainant(complainant)
  return unkept ? invalidInput(`#/complainant/${unkept.field}`, unkept.detail) : null
}

const keyOf = ({ channel, externalId }: IncomingContact) => (externalId === undefined ? null : `${channel}\0${externalId}`)

/** Stores checked contacts; a repeated externalId, inside the batch or before it, gives the contact that is there. */
export async function storeContacts(
  act: Act,
  contacts: IncomingContact[],
  sources: Pick<ContactSources, 'readerFor'>,
  importId: string | null = null,
  /** Whose they are, where that is known already; `isUnproven`: anybody may have typed who they are. */
  { customerIds, isUnproven = false }: { customerIds?: readonly string[]; isUnproven?: boolean } = {},
): Promise<(Stored | null)[]> {
  const known = await knownContacts(act, contacts)
  const first = new Map<string, number>()
  const fresh = contacts.filter((contact, at) => {
    const key = keyOf(contact)
    if (key === null) return true
    if (known.has(key) || first.has(key)) return false
    first.set(key, at)
    return true
  })
  // Read before the first new customer is stored, for whom others wait.
  const reads = await readAll(act, fresh, sources)
  const { tx, keys, actor, now } = act
  const complainants = fresh.map(({ complainant }) => complainant)
  const customers = customerIds ?? (await findOrMakeCustomers(tx, keys, actor.tenantId, complainants, now, { isUnproven }))
  const staff = await staffOf(act, fresh)
  const rows = fresh.map((contact, at) =>
    rowOf(act, contact, customers[at] ?? null, reads[at] ?? null, importId, staff.get(contact.staff?.toLowerCase() ?? '') ?? null),
  )
  const inserted = await insertRows(act, rows)
  const made = new Map(fresh.map((contact, at) => [contact, rows[at]]))
  const missing = rows.some(({ contact }) => !inserted.has(contact.id))
  const after = missing || fresh.length < contacts.length ? await knownContacts(act, contacts) : known
  return contacts.map((contact) => {
    const row = made.get(contact)
    if (row && inserted.has(row.contact.id))
      return { id: row.contact.id, isNew: true, differs: false, reading: row.read && readingShown(row.read.reading) }
    const found = after.get(keyOf(contact) ?? '')
    if (!found) return null
    const differs = !found.content_hash.equals(contentHashOf(act, contact))
    return { id: found.id, isNew: false, differs, reading: found.reading && readingShown(found.reading) }
  })
}

const contentHashOf = ({ keys, actor }: Act, contact: IncomingContact) => keys.lookup(actor.tenantId, 'contact', JSON.stringify(contact))

async function knownContacts({ tx, actor }: Act, contacts: IncomingContact[]) {
  const asked = contacts.flatMap(({ channel, externalId }) => (externalId === undefined ? [] : [{ channel, externalId }]))
  if (asked.length === 0) return new Map<string, never>()
  const { rows } = await sql<{ id: string; channel: string; external_id: string; content_hash: Buffer; reading: StoredReading | null }>`
    select id, channel, external_id, content_hash, reading from contact where tenant_id = ${actor.tenantId} and (channel, external_id) in
      (select * from unnest(${asked.map((key) => key.channel)}::text[], ${asked.map((key) => key.externalId)}::text[]))`.execute(tx)
  return new Map(rows.map((row) => [`${row.channel}\0${row.external_id}`, row]))
}

/** What cannot be read is stored all the same, and read later. */
async function readAll({ tx, actor, log }: Act, contacts: IncomingContact[], sources: Pick<ContactSources, 'readerFor'>) {
  const failed = (error: unknown) => {
    countUp('text_analysis_failed')
    log?.error({ err: error }, 'a contact was not read: it is read later')
    return null
  }
  const reader = await sources.readerFor(tx, actor.tenantId).catch(failed)
  const reads: (Read | null)[] = []
  let since = performance.now()
  for (const contact of contacts) {
    if (performance.now() - since > stretchMs) {
      await setImmediate()
      since = performance.now()
    }
    try {
      reads.push(reader && readContact(reader, contact, new Date(contact.occurredAt)))
    } catch (error) {
      reads.push(failed(error))
    }
  }
  return reads
}

function rowOf(
  act: Act,
  contact: IncomingContact,
  customerId: string | null,
  read: Read | null,
  importId: string | null,
  staffId: string | null,
) {
  const { actor, keys, now } = act
  const id = newId()
  const masked = contact.turns.map((turn) => ({ ...turn, text: maskPersonalData(turn.text).masked }))
  const said = masked.find(({ by }) => by === 'customer') ?? masked[0]
  return {
    read,
    contact: {
      tenant_id: actor.tenantId,
      id,
      channel: contact.channel,
      external_id: contact.externalId ?? null,
      content_hash: contentHashOf(act, contact),
      at: new Date(contact.occurredAt),
      received_at: now,
      import_id: importId,
      customer_id: customerId,
      complainant_kind: contact.complainant.kind ?? 'person',
      score: contact.score ?? null,
      score_max: contact.score === undefined ? null : contact.scoreMax,
      product: contact.product ?? null,
      node: contact.node ?? null,
      region: contact.region ?? null,
      excerpt: Array.from(said?.text ?? '')
        .slice(0, excerptLength)
        .join(''),
      turns: contact.turns.length,
      reading: read && JSON.stringify(read.reading),
      category: read?.category ?? null,
      unhappy: read?.unhappy ?? null,
      stage: read?.stage ?? null,
      verdict: null,
      latent_id: null,
      case_id: null,
      staff_id: staffId,
      handling_seconds: contact.handlingSeconds ?? null,
    },
    text: {
      tenant_id: actor.tenantId,
      contact_id: id,
      masked: JSON.stringify(masked),
      cipher: keys.encrypt(JSON.stringify(contact.turns)),
    },
  }
}

async function insertRows({ tx }: Act, rows: ReturnType<typeof rowOf>[]): Promise<Set<string>> {
  const inserted = new Set<string>()
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const part = rows.slice(from, from + rowsAtOnce)
    const stored = await tx
      .insertInto('contact')
      .values(part.map(({ contact }) => contact))
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .execute()
    for (const { id } of stored) inserted.add(id)
    const texts = part.filter(({ contact }) => inserted.has(contact.id)).map(({ text }) => text)
    if (texts.length > 0) await tx.insertInto('contact_text').values(texts).execute()
  }
  return inserted
}

/** What a caller is told of a reading. */
export const readingShown = ({ complaint, sentiment, emotion, stage, satisfaction, signals, unhappy }: StoredReading): ContactReading => ({
  complaint,
  sentiment,
  emotion,
  stage,
  satisfaction,
  signals: [...new Set(signals.map(({ kind }) => kind))],
  unhappy,
})
