import type { IncomingComplaint, Severity, Status } from '@zhiwei/contract'
import { cleanText, maskPersonalData } from '@zhiwei/text'
import { sql } from 'kysely'
import { sha256 } from '../platform/crypto.ts'
import { newId } from '../platform/ids.ts'
import type { Act } from './act.ts'
import { factsOfProposal, type Proposal } from './analysis.ts'
import { canonicalJson, digestOfTexts, hashOfEvent } from './events.ts'
import { newCaseNumber } from './numbers.ts'
import { bitsOf } from './signal-bits.ts'
import { storeOne } from './store-one.ts'
import { type Words, wordsOf } from './words.ts'

/** A complaint ready to be stored: the customer is known, duplicates looked up. */
export type NewCase = {
  /** Given where another case of the same batch names it. */
  id?: string
  complaint: IncomingComplaint
  /** Where they were looked at before. */
  words?: Words | undefined
  customerId: string | null
  duplicateOf: string | null
  origin?: 'live' | 'history'
  importId?: string
  agentId?: string | null
  /** History keeps the file's own end. */
  status?: Status
  closedAt?: Date
  severity?: Severity
  /** What the machine says; null: to be classified by hand. */
  proposal?: Proposal | null
}
export type RegisteredCase = { id: string; number: string }

/** Digest of everything a channel sent, to see whether a repeated externalId brings other content. */
export const contentHashOf = (complaint: IncomingComplaint) =>
  sha256(canonicalJson({ ...complaint, receivedAt: complaint.receivedAt ?? null }))

const excerptLength = 120

/**
 * 登记: stores complaints as cases with their first event, texts and search text, set-based, in the caller's transaction.
 * @returns in the order given; null where the same externalId of the channel was stored meanwhile by somebody else
 */
export async function registerCases(act: Act, cases: NewCase[]): Promise<(RegisteredCase | null)[]> {
  const rows = cases.map((newCase) => registeredRowOf(act, newCase))
  const stored = new Set<string>()
  // A random number may be taken already: those rows come back unstored and try again with another.
  for (let tries = 0; tries < 5; tries++) {
    const open = rows.filter((row) => !stored.has(row.id))
    if (open.length === 0) break
    if (tries > 0) for (const row of open) row.number = newCaseNumber()
    for (const id of await storeRows(act, open)) stored.add(id)
    if (tries > 0 && open.every((row) => row.externalId !== null && !stored.has(row.id))) break
  }
  await linkRepeats(
    act,
    rows.filter((row) => row.duplicateOf !== null && stored.has(row.id)),
  )
  return rows.map((row) => (stored.has(row.id) ? { id: row.id, number: row.number } : null))
}

/** What was noticed as a repeat at its registration stands among the links of both cases. */
async function linkRepeats({ tx, actor, now }: Act, rows: Row[]) {
  if (rows.length === 0) return
  await sql`${repeatsAsInput(rows)}
    insert into case_link (tenant_id, id, case_id, kind, other_case_id, event_no, at, by_id)
    select ${actor.tenantId}::uuid, r.id, r.case_id, 'duplicateOf', c.id, 1, ${now}::timestamptz, ${actor.userId}::uuid
    from r join complaint_case c on c.tenant_id = ${actor.tenantId} and c.id = r.of_id`.execute(tx)
}

/** One row stands in the statement by itself: of arrays PostgreSQL knows the length, and would plan for each anew. */
function repeatsAsInput([first, ...others]: Row[]) {
  if (first && others.length === 0)
    return sql`-- prepared: link_repeat
    with r as (select ${newId()}::uuid as id, ${first.id}::uuid as case_id, ${first.duplicateOf}::uuid as of_id)`
  const rows = first ? [first, ...others] : []
  return sql`-- prepared: link_repeats
    with r as (select * from unnest(${rows.map(() => newId())}::uuid[], ${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.duplicateOf)}::uuid[]) as r (id, case_id, of_id))`
}

/** Fields stand on the case as anybody who sees it may read them; the words of the complaint are kept whole, encrypted. */
const maskedLine = (line: string | undefined) => (line === undefined ? null : maskPersonalData(line).masked)
const maskedRegulator = ({ authority, ...rest }: NonNullable<IncomingComplaint['regulator']>) => ({
  ...rest,
  authority: maskPersonalData(authority).masked,
})

export type Row = ReturnType<typeof registeredRowOf>

/** What a complaint becomes: its case, first event, texts and search text, ready to be stored. */
export function registeredRowOf({ actor, now, keys }: Omit<Act, 'tx'>, newCase: NewCase) {
  const { complaint, proposal = null } = newCase
  const id = newCase.id ?? newId()
  const receivedAt = complaint.receivedAt ? new Date(complaint.receivedAt) : now
  const { texts, masked, textHash, signature, searchable, tokens } = newCase.words ?? wordsOf(complaint)
  const { salt, digest } = digestOfTexts(texts)
  const facts = {
    channel: complaint.channel,
    ...(newCase.customerId && { customerId: newCase.customerId }),
    ...(newCase.importId && { importId: newCase.importId }),
    ...(newCase.origin === 'history' && { origin: 'history' }),
    ...(newCase.duplicateOf && { duplicateOf: newCase.duplicateOf }),
    ...(proposal && { proposed: factsOfProposal(proposal) }),
  }
  const hash = hashOfEvent(
    {
      tenantId: actor.tenantId,
      caseId: id,
      no: 1,
      kind: 'complaint.received',
      cycle: 1,
      at: now,
      actorId: actor.userId,
      facts,
      textDigest: digest,
    },
    null,
  )
  return {
    id,
    number: newCaseNumber(),
    status: newCase.status ?? 'registered',
    origin: newCase.origin ?? 'live',
    channel: complaint.channel,
    externalId: complaint.externalId ?? null,
    contentHash: contentHashOf(complaint),
    textHash,
    importId: newCase.importId ?? null,
    receivedAt,
    closedAt: newCase.closedAt ?? null,
    severity: newCase.severity ?? proposal?.severity ?? null,
    stage: proposal?.stage ?? null,
    priority: proposal?.priority ?? 'normal',
    emotion: proposal?.result.emotion.level ?? null,
    signalBits: bitsOf(proposal?.signals ?? []),
    subject: cleanText(masked.subject ?? ''),
    excerpt: Array.from(masked.text ?? '')
      .slice(0, excerptLength)
      .join(''),
    category: complaint.category ?? proposal?.category ?? null,
    // Somebody named it, at the other end or in the file; what only the machine proposes is confirmed by nobody.
    categoryConfirmed: complaint.category !== undefined,
    product: maskedLine(complaint.product),
    node: maskedLine(complaint.node),
    region: maskedLine(complaint.region),
    amountFen: complaint.amountFen ?? null,
    remedySought: masked.remedySought ?? null,
    regulator: complaint.regulator ? JSON.stringify(maskedRegulator(complaint.regulator)) : null,
    complainantKind: complaint.complainant.kind ?? (newCase.customerId ? 'person' : 'anonymous'),
    customerId: newCase.customerId,
    agentId: newCase.agentId ?? null,
    duplicateOf: newCase.duplicateOf,
    facts: JSON.stringify(facts),
    digest,
    hash,
    modelId: proposal?.modelId ?? null,
    analysis: proposal && JSON.stringify(proposal.result),
    masked: JSON.stringify(masked),
    cipher: keys.encrypt(JSON.stringify(texts)),
    salt,
    words: signature,
    searchable,
    tokens,
  }
}

const storeRows = (act: Act, [first, ...others]: Row[]) =>
  first && others.length === 0 ? storeOne(act, first) : insertRows(act, first ? [first, ...others] : [])

/** One statement for the case, its first event, its texts and its search text; ids of the rows that found no obstacle. */
async function insertRows({ tx, actor, now }: Act, rows: Row[]): Promise<string[]> {
  const column = <Key extends keyof Row>(key: Key) => rows.map((row) => row[key])
  const result = await sql<{ id: string }>`-- prepared: register_cases
    with input as materialized (
      select * from unnest(
        ${column('id')}::uuid[], ${column('number')}::text[], ${column('status')}::text[], ${column('origin')}::text[], ${column('channel')}::text[],
        ${column('externalId')}::text[], ${column('contentHash')}::bytea[], ${column('textHash')}::bytea[], ${column('importId')}::uuid[],
        ${column('receivedAt')}::timestamptz[], ${column('closedAt')}::timestamptz[], ${column('severity')}::text[], ${column('stage')}::smallint[], ${column('priority')}::text[],
        ${column('emotion')}::smallint[], ${column('signalBits')}::int[],
        ${column('categoryConfirmed')}::boolean[], ${column('modelId')}::uuid[], ${column('analysis')}::jsonb[], ${column('subject')}::text[], ${column('excerpt')}::text[],
        ${column('category')}::text[], ${column('product')}::text[], ${column('node')}::text[], ${column('region')}::text[], ${column('amountFen')}::bigint[],
        ${column('remedySought')}::text[], ${column('regulator')}::jsonb[], ${column('complainantKind')}::text[], ${column('customerId')}::uuid[],
        ${column('agentId')}::uuid[], ${column('duplicateOf')}::uuid[], ${column('facts')}::jsonb[], ${column('digest')}::bytea[], ${column('hash')}::bytea[],
        ${column('masked')}::jsonb[], ${column('cipher')}::bytea[], ${column('salt')}::bytea[], ${rows.map(({ words }) => `{${words.bands.join(',')}}`)}::text[], ${column('searchable')}::text[], ${column('tokens')}::tsvector[]
      ) as t (id, number, status, origin, channel, external_id, content_hash, text_hash, import_id, received_at, closed_at, severity,
        stage, priority, emotion, signal_bits, category_confirmed, model_id, analysis, subject, excerpt,
        category, product, node, region, amount_fen, remedy_sought, regulator, complainant_kind, customer_id, agent_id, duplicate_of,
        facts, digest, hash, masked, cipher, salt, bands, body, tokens)
    ), stored as (
      insert into complaint_case (tenant_id, id, number, status, origin, channel, external_id, content_hash, text_hash, import_id, received_at,
        registered_at, closed_at, updated_at, severity, stage, priority, emotion, signal_bits, category_confirmed, subject, excerpt, category, product, node, region, amount_fen, remedy_sought, regulator, complainant_kind,
        customer_id, agent_id, duplicate_of, event_no, event_hash)
      select ${actor.tenantId}::uuid, id, number, status, origin, channel, external_id, content_hash, text_hash, import_id, received_at,
        ${now}::timestamptz, closed_at, ${now}::timestamptz, severity, stage, priority, emotion, signal_bits, category_confirmed, subject, excerpt, category, product, node, region, amount_fen, remedy_sought, regulator, complainant_kind,
        customer_id, agent_id, duplicate_of, 1, hash
      from input on conflict do nothing returning id
    ), events as (
      insert into case_event (tenant_id, case_id, no, kind, cycle, at, actor_id, facts, text_digest, hash)
      select ${actor.tenantId}::uuid, id, 1, 'complaint.received', 1, ${now}::timestamptz, ${actor.userId}::uuid, facts, digest, hash from input where id in (select id from stored)
    ), texts as (
      insert into case_text (tenant_id, case_id, event_no, masked, cipher, salt)
      select ${actor.tenantId}::uuid, id, 1, masked, cipher, salt from input where id in (select id from stored)
    ), analyses as (
      insert into case_analysis (tenant_id, case_id, event_no, at, model_id, result)
      select ${actor.tenantId}::uuid, id, 1, ${now}::timestamptz, model_id, analysis from input where analysis is not null and id in (select id from stored)
    ), docs as (
      insert into search_doc (tenant_id, case_id, received_at, body, tokens)
      select ${actor.tenantId}::uuid, id, received_at, body, tokens from input where id in (select id from stored)
    ), bands as (
      insert into case_band (tenant_id, band, case_id)
      select ${actor.tenantId}::uuid, band, id from input cross join unnest(bands::int[]) as band where id in (select id from stored)
    )
    select id from stored`.execute(tx)
  return result.rows.map((row) => row.id)
}
