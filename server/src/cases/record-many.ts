import type { EventKind } from '@zhiwei/contract'
import { bigramsOf, foldText, signatureOf } from '@zhiwei/text'
import { sql } from 'kysely'
import { type Act, maskTexts } from './act.ts'
import { digestOfTexts, hashOfEvent } from './events.ts'
import { openStatuses } from './lifecycle.ts'
import type { EventTexts } from './tables.ts'

export type EventOfMany = {
  caseId: string
  kind: EventKind
  facts: Record<string, unknown>
  texts?: EventTexts
  at: Date
  /** 首次超时: kept where the case has none yet. */
  changes?: { breachedAt: Date }
}

/** Records one event on each of many cases, set-based; a case named twice takes only its first. Locks in the order of ids. */
export async function recordEvents({ tx, actor, now, keys }: Act, events: EventOfMany[]): Promise<void> {
  if (events.length === 0) return
  const byCase = new Map(events.toReversed().map((event) => [event.caseId, event]))
  const cases = await tx
    .selectFrom('complaint_case')
    .select(['id', 'event_no', 'event_hash', 'cycle'])
    .where('tenant_id', '=', actor.tenantId)
    .where('id', 'in', [...byCase.keys()])
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  const rows = cases.flatMap((complaintCase) => {
    const event = byCase.get(complaintCase.id)
    if (!event) return []
    const no = complaintCase.event_no + 1
    const { kind, facts, texts, at } = event
    const sealed = texts && digestOfTexts(texts)
    const chained = {
      tenantId: actor.tenantId,
      caseId: complaintCase.id,
      no,
      kind,
      cycle: complaintCase.cycle,
      at,
      actorId: actor.userId,
      facts,
    }
    const hash = hashOfEvent({ ...chained, textDigest: sealed?.digest ?? null }, complaintCase.event_hash)
    return [{ ...chained, texts, sealed, hash, breachedAt: event.changes?.breachedAt ?? null }]
  })
  await sql`
    insert into case_event (tenant_id, case_id, no, kind, cycle, at, actor_id, facts, text_digest, hash)
    select ${actor.tenantId}::uuid, case_id, no, kind, cycle, at, ${actor.userId}::uuid, facts, text_digest, hash
    from unnest(${rows.map((row) => row.caseId)}::uuid[], ${rows.map((row) => row.no)}::int[], ${rows.map((row) => row.kind)}::text[],
      ${rows.map((row) => row.cycle)}::int[], ${rows.map((row) => row.at)}::timestamptz[], ${rows.map((row) => JSON.stringify(row.facts))}::jsonb[],
      ${rows.map((row) => row.sealed?.digest ?? null)}::bytea[], ${rows.map((row) => row.hash)}::bytea[])
      as e (case_id, no, kind, cycle, at, facts, text_digest, hash)`.execute(tx)
  await sql`
    update complaint_case c set event_no = e.no, event_hash = e.hash, updated_at = ${now}, version = version + 1,
      breached_at = coalesce(c.breached_at, e.breached_at)
    from unnest(${rows.map((row) => row.caseId)}::uuid[], ${rows.map((row) => row.no)}::int[], ${rows.map((row) => row.hash)}::bytea[],
      ${rows.map((row) => row.breachedAt)}::timestamptz[]) as e (case_id, no, hash, breached_at)
    where c.tenant_id = ${actor.tenantId} and c.id = e.case_id`.execute(tx)

  const spoken = rows.flatMap(({ caseId, no, texts, sealed }) => {
    if (!texts || !sealed) return []
    const masked = maskTexts(texts)
    const added = foldText(Object.values(masked).join('\n'))
    return [
      {
        caseId,
        no,
        masked: JSON.stringify(masked),
        cipher: keys.encrypt(JSON.stringify(texts)),
        salt: sealed.salt,
        added,
        tokens: JSON.stringify(bigramsOf(added)),
      },
    ]
  })
  if (spoken.length === 0) return
  await sql`
    insert into case_text (tenant_id, case_id, event_no, masked, cipher, salt)
    select ${actor.tenantId}::uuid, * from unnest(${spoken.map((row) => row.caseId)}::uuid[], ${spoken.map((row) => row.no)}::int[],
      ${spoken.map((row) => row.masked)}::jsonb[], ${spoken.map((row) => row.cipher)}::bytea[], ${spoken.map((row) => row.salt)}::bytea[])`.execute(
    tx,
  )
  await sql`
    update search_doc d set body = body || E'\n' || e.added, tokens = d.tokens || array_to_tsvector(array(select jsonb_array_elements_text(e.tokens)))
    from unnest(${spoken.map((row) => row.caseId)}::uuid[], ${spoken.map((row) => row.added)}::text[], ${spoken.map((row) => row.tokens)}::jsonb[]) as e (case_id, added, tokens)
    where d.tenant_id = ${actor.tenantId} and d.case_id = e.case_id`.execute(tx)
}

/** 历史答复: imported cases whose file brought an answer get it on their timeline, at its own time. */
export async function recordImported(act: Act, imported: { caseId: string; answer?: { text: string; at: Date } }[]) {
  await recordEvents(
    act,
    imported.flatMap(({ caseId, answer }) =>
      answer ? [{ caseId, kind: 'case.answered' as const, facts: { imported: true }, texts: { text: answer.text }, at: answer.at }] : [],
    ),
  )
}

/** Events an import itself makes on a case: beyond them somebody has worked on it. */
const importEvents: EventKind[] = ['complaint.received', 'case.answered']

/** 撤销导入: of these cases, those on which nobody has worked since. */
export async function untouchedCases({ tx, actor }: Act, caseIds: string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select c.id from complaint_case c
    where c.tenant_id = ${actor.tenantId} and c.id = any(${caseIds}::uuid[]) and c.erased_at is null and not exists (
      select 1 from case_event e where e.tenant_id = c.tenant_id and e.case_id = c.id
        and (e.kind <> all(${importEvents}::text[]) or (e.kind = 'case.answered' and not e.facts ? 'imported')))
    for update`.execute(tx)
  return new Set(rows.map((row) => row.id))
}

/**
 * 清除: blanks every text of these cases and takes them off the lists; the events stay in the chain with one more that says so.
 * Open ones end as withdrawn. Their externalId is free again.
 */
export async function eraseCases(act: Act, caseIds: string[], facts: Record<string, unknown>) {
  const { tx, actor, now } = act
  await recordEvents(
    act,
    caseIds.map((caseId) => ({ caseId, kind: 'case.erased' as const, facts, at: now })),
  )
  await removeBands(act, caseIds)
  await sql`update case_text set masked = null, cipher = null, salt = null, erased_at = ${now} where tenant_id = ${actor.tenantId} and case_id = any(${caseIds}::uuid[])`.execute(
    tx,
  )
  await sql`update search_doc set body = '', tokens = ''::tsvector where tenant_id = ${actor.tenantId} and case_id = any(${caseIds}::uuid[])`.execute(
    tx,
  )
  await sql`
    update complaint_case set subject = '', excerpt = '', remedy_sought = null, regulator = null, external_id = null, content_hash = null, text_hash = null,
      product = null, node = null, region = null, customer_id = null, erased_at = ${now}, closed_at = coalesce(closed_at, ${now}), due_at = null,
      status = case when status = any(${[...openStatuses]}) then 'withdrawn' else status end
    where tenant_id = ${actor.tenantId} and id = any(${caseIds}::uuid[])`.execute(tx)
}

/** The bands are found by the text they were made from: there is no index by case. */
async function removeBands({ tx, actor }: Act, caseIds: string[]) {
  const texts = await tx
    .selectFrom('case_text')
    .select(['case_id', 'masked'])
    .where('tenant_id', '=', actor.tenantId)
    .where('case_id', 'in', caseIds)
    .where('event_no', '=', 1)
    .execute()
  const bands = texts.flatMap(({ case_id: caseId, masked }) => signatureOf(masked?.text ?? '').bands.map((band) => ({ caseId, band })))
  await sql`
    delete from case_band b using unnest(${bands.map(({ band }) => band)}::int[], ${bands.map(({ caseId }) => caseId)}::uuid[]) as r (band, case_id)
    where b.tenant_id = ${actor.tenantId} and b.band = r.band and b.case_id = r.case_id`.execute(tx)
}
