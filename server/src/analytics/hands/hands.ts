import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { openStatuses } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Period } from '../measures/period.ts'
import { readerName } from '../rebuild.ts'
import { type HandLine, handLineNames, handLines } from './lines.ts'

/** Whose cycles: of a person, or of a unit that had them last. */
export type Hands = { userId: string } | { unitId: string }
type Asked = { tenantId: string; period: Period; now: Date }

/** In a person's hands: of the handler who had it last in the cycle; where it never came to one, of the agent. */
export const holder = sql<string | null>`coalesce(f.handler_id, f.agent_id)`
const heldBy = (hands: Hands): RawBuilder<SqlBool> =>
  'userId' in hands ? sql<SqlBool>`${holder} = ${hands.userId}` : sql<SqlBool>`f.unit_id = ${hands.unitId}`

export type HandRow = {
  line: HandLine
  case_id: string
  cycle: number
  at: Date
  good: boolean
  began_at: Date
  due_at: Date | null
  category: string | null
  severity: string | null
  customer_id: string | null
  merged: boolean
  /** The case is not over. */
  open: boolean
  /** When these hands first had it in the cycle, of what went wrong by a limit; null where no event gave it to them. */
  came_at: Date | null
}

/** 到手: of dispatches, receipts and transfers that name them. */
function cameTo(hands: Hands): RawBuilder<Date | null> {
  const given =
    'userId' in hands
      ? sql`coalesce(e.facts ->> 'toHandlerId', e.facts ->> 'handlerId') = ${hands.userId}`
      : sql`coalesce(e.facts ->> 'toUnitId', e.facts ->> 'unitId') = ${hands.unitId}`
  return sql`(select min(e.at) from case_event e where e.tenant_id = f.tenant_id and e.case_id = f.case_id and e.cycle = f.cycle
    and e.kind in ('case.dispatched', 'case.receipted', 'case.transferred') and ${given})`
}

/** The cases behind each line, of these hands, by the same conditions as the measures; what was erased has no facts. */
export async function rowsInHands(tx: Tx, asked: Asked, hands: Hands): Promise<HandRow[]> {
  const each = handLineNames.map(
    (
      line,
    ) => sql`select ${line}::text as line, f.case_id, f.cycle, ${sql.raw(handLines[line].at)} as at, (${handLines[line].good(asked.now)}) as good,
      f.began_at, ${sql.raw(handLines[line].due)} as due_at, ${topCategory} as category, f.severity, f.customer_id,
      c.merged_into is not null as merged, c.status = any(${[...openStatuses]}::text[]) as open,
      case when (${handLines[line].good(asked.now)}) is not true and ${sql.raw(handLines[line].due)} is not null then ${cameTo(hands)} end as came_at
    from ${facts} where ${within(asked, line)} and ${heldBy(hands)}`,
  )
  const { rows } = await sql<HandRow>`${sql.join(each, sql` union all `)} order by 1, 4, 2, 3`.execute(tx)
  return rows
}

export type Mix = { line: HandLine; category: string | null; severity: string | null; count: number; good: number }

/** 案件构成: how each line went for everybody, by category and severity; what was merged into another counts with that one. */
export async function mixOfAll(tx: Tx, asked: Asked): Promise<Mix[]> {
  const each = handLineNames.map(
    (line) => sql`select ${line}::text as line, ${topCategory} as category, f.severity, count(*)::int as count,
      (count(*) filter (where ${handLines[line].good(asked.now)}))::int as good
    from ${facts} where ${within(asked, line)} and c.merged_into is null group by 2, 3`,
  )
  const { rows } = await sql<Mix>`${sql.join(each, sql` union all `)}`.execute(tx)
  return rows
}

/** Who had cycles of the period in hand, and which units. */
export async function handsOfPeriod(tx: Tx, asked: Asked): Promise<{ userIds: string[]; unitIds: string[] }> {
  const each = handLineNames.map(
    (line) => sql`select ${holder} as user_id, f.unit_id from ${facts} where ${within(asked, line)} group by 1, 2`,
  )
  const { rows } = await sql<{ user_id: string | null; unit_id: string | null }>`${sql.join(each, sql` union `)}`.execute(tx)
  const ids = (column: 'user_id' | 'unit_id') => [...new Set(rows.flatMap((row) => row[column] ?? []))].toSorted()
  return { userIds: ids('user_id'), unitIds: ids('unit_id') }
}

/** How many closed cycles of these hands asked the customer how satisfied they are. */
export async function askedInHands(tx: Tx, { tenantId, period }: Asked, hands: Hands): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${facts} where f.tenant_id = ${tenantId} and f.closed_at >= ${period.from} and f.closed_at < ${period.to}
      and f.asked_at is not null and c.merged_into is null and ${heldBy(hands)}`.execute(tx)
  return rows[0]?.count ?? 0
}

/** 数据版本: up to which event of the feed the facts are counted. */
export async function countedUpTo(tx: Tx, tenantId: string): Promise<number> {
  const { seq } = await tx
    .selectFrom('feed_position')
    .select(sql<number>`coalesce(max(seq), 0)`.as('seq'))
    .where('tenant_id', '=', tenantId)
    .where('reader', '=', readerName)
    .executeTakeFirstOrThrow()
  return seq
}

const topCategory = sql`split_part(f.category, '.', 1)`
const facts = sql`cycle_fact f join complaint_case c on c.tenant_id = f.tenant_id and c.id = f.case_id
  left join case_adherence a on a.tenant_id = f.tenant_id and a.case_id = f.case_id and a.cycle = f.cycle`
function within({ tenantId, period }: Asked, line: HandLine) {
  const { at, holds } = handLines[line]
  return sql`f.tenant_id = ${tenantId} and ${sql.raw(at)} >= ${period.from} and ${sql.raw(at)} < ${period.to} and ${sql.raw(holds)}`
}
