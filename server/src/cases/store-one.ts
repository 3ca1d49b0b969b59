import { statement } from '../platform/statement.ts'
import type { Act } from './act.ts'
import type { Row } from './register.ts'

// Casts to text first: of arrays PostgreSQL knows the length, and would plan for each anew.
const storing = statement<{ id: string }>(
  'register_case',
  `with stored as (
    insert into complaint_case (tenant_id, id, number, status, origin, channel, external_id, content_hash, text_hash, import_id, received_at,
      registered_at, closed_at, updated_at, severity, stage, priority, emotion, signal_bits, category_confirmed, subject, excerpt, category, product, node, region,
      amount_fen, remedy_sought, regulator, complainant_kind, customer_id, agent_id, duplicate_of, event_no, event_hash)
    values ($tenantId::uuid, $id::uuid, $number::text, $status::text, $origin::text, $channel::text, $externalId::text, $contentHash::bytea, $textHash::bytea,
      $importId::uuid, $receivedAt::timestamptz, $now::timestamptz, $closedAt::timestamptz, $now::timestamptz, $severity::text, $stage::smallint, $priority::text,
      $emotion::smallint, $signalBits::int, $categoryConfirmed::boolean, $subject::text, $excerpt::text, $category::text, $product::text, $node::text, $region::text, $amountFen::bigint,
      $remedySought::text, $regulator::jsonb, $complainantKind::text, $customerId::uuid, $agentId::uuid, $duplicateOf::uuid, 1, $hash::bytea)
    on conflict do nothing returning id
  ), events as (
    insert into case_event (tenant_id, case_id, no, kind, cycle, at, actor_id, facts, text_digest, hash)
    select $tenantId::uuid, id, 1, 'complaint.received', 1, $now::timestamptz, $actorId::uuid, $facts::jsonb, $digest::bytea, $hash::bytea from stored
  ), texts as (
    insert into case_text (tenant_id, case_id, event_no, masked, cipher, salt)
    select $tenantId::uuid, id, 1, $masked::jsonb, $cipher::bytea, $salt::bytea from stored
  ), analyses as (
    insert into case_analysis (tenant_id, case_id, event_no, at, model_id, result)
    select $tenantId::uuid, id, 1, $now::timestamptz, $modelId::uuid, $analysis::jsonb from stored where $analysis::jsonb is not null
  ), docs as (
    insert into search_doc (tenant_id, case_id, received_at, body, tokens)
    select $tenantId::uuid, id, $receivedAt::timestamptz, $searchable::text, $tokens::tsvector from stored
  ), bands as (
    insert into case_band (tenant_id, band, case_id)
    select $tenantId::uuid, band, id from stored cross join unnest($bands::text::int[]) as band
  )
  select id from stored`,
)

/**
 * The same as storing many, said of one complaint by itself: what PostgreSQL does to read arrays, and to join what is made of them, costs more
 * than the rows.
 */
export async function storeOne({ tx, actor, now }: Act, row: Row): Promise<string[]> {
  const bands = `{${row.words.bands.join(',')}}`
  const stored = await storing(tx, { ...row, tenantId: actor.tenantId, actorId: actor.userId, now, bands })
  return stored.map(({ id }) => id)
}
