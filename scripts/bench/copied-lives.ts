import { type RawBuilder, sql } from 'kysely'

/** A number of the copy, always the same, for what differs from case to case. */
const chance = (of: string, most: number) => `abs(hashtext('${of}' || c.id::text)) % ${most}`
const later = (hours: string) => `c.received_at + (${hours}) * interval '1 hour'`

/** What happens to a copy after it was received: when, and with which facts. */
const steps = [
  ['case.accepted', later('1'), "'{}'", 'c.unit_id is not null'],
  [
    'case.dispatched',
    later('2'),
    "jsonb_build_object('unitId', c.unit_id, 'handlerId', c.handler_id)",
    'c.unit_id is not null and c.handler_id is not null',
  ],
  [
    'case.answered',
    later(`3 + ${chance('answer', 90)}`),
    `jsonb_build_object('finding', (array['substantiated', 'partly', 'unsubstantiated'])[1 + ${chance('finding', 3)}])`,
    'c.closed_at is not null',
  ],
  [
    'case.confirmed',
    later(`100 + ${chance('call', 24)}`),
    `jsonb_build_object('satisfaction', 1 + ${chance('score', 5)})`,
    `c.closed_at is not null and ${chance('asked', 2)} = 0`,
  ],
  ['case.closed', later(`126 + ${chance('closed', 240)}`), "'{}'", 'c.closed_at is not null'],
] as const

/** Statements that give the cases of `copied_case` the events of their way, and the clock by which they are in time or late. */
export const copiedLives = (tenantId: string): RawBuilder<unknown>[] => [
  sql`
    insert into case_event (tenant_id, case_id, no, kind, cycle, at, facts, hash, seq)
    select c.tenant_id, c.id, (select max(no) from case_event e where e.tenant_id = c.tenant_id and e.case_id = c.id) + s.no, s.kind, 1, s.at, s.facts,
      '\\x00'::bytea, h.seq + row_number() over ()
    from copied_case m join complaint_case c on c.id = m.id join feed_head h on h.tenant_id = c.tenant_id
    cross join lateral (values ${sql.raw(steps.map(([kind, at, facts, holds], no) => `(${no + 1}, '${kind}', ${at}, ${facts}::jsonb, ${holds})`).join(', '))})
      as s (no, kind, at, facts, holds)
    where c.tenant_id = ${tenantId} and s.holds and s.at < now()`,
  sql`
    insert into case_clock (tenant_id, id, case_id, cycle, regime, step, started_at, due_at, state, ended_at, breached_at)
    select c.tenant_id, uuidv7(), c.id, 1, 'company', 'closure', c.received_at, due.at, case when c.closed_at is null then 'running' else 'met' end,
      c.closed_at, case when c.closed_at is not null and ${sql.raw(chance('late', 8))} = 0 then due.at end
    from copied_case m join complaint_case c on c.id = m.id cross join lateral (select c.received_at + interval '15 days' as at) as due
    where c.tenant_id = ${tenantId}`,
]
