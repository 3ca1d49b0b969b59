import type { WarningEventKind } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import './tables.ts'

export type NewEvent = {
  warningId: string
  kind: WarningEventKind
  at: Date
  byId?: string | null
  facts?: Record<string, unknown>
  /** Typed by a person; what is personal in it is masked. */
  note?: string | undefined
}

/** Adds lines to the histories of warnings, in the order given; each warning's row is locked by whoever adds. */
export async function addEvents(tx: Tx, tenantId: string, events: NewEvent[]) {
  if (events.length === 0) return
  await sql`
    insert into warning_event (tenant_id, warning_id, no, kind, at, by_id, facts, note)
    select ${tenantId}, e.warning_id, row_number() over (partition by e.warning_id order by e.at_no)
      + coalesce((select max(no) from warning_event w where w.tenant_id = ${tenantId} and w.warning_id = e.warning_id), 0), e.kind, e.at, e.by_id, e.facts, e.note
    from unnest(${events.map(({ warningId }) => warningId)}::uuid[], ${events.map(({ kind }) => kind)}::text[],
      ${events.map(({ at }) => at)}::timestamptz[], ${events.map(({ byId }) => byId ?? null)}::uuid[],
      ${events.map(({ facts }) => JSON.stringify(facts ?? {}))}::jsonb[], ${events.map(({ note }) => (note ? masked(note) : null))}::text[])
      with ordinality as e (warning_id, kind, at, by_id, facts, note, at_no)`.execute(tx)
}

export const masked = (text: string) => maskPersonalData(text).masked
