import type { CaseLanes } from '@zhiwei/contract'
import { findCase } from '../cases/index.ts'
import { unitNamesOf } from '../identity/index.ts'
import type { Tx } from '../platform/database.ts'
import type { Actor } from '../platform/http.ts'
import { type Holder, lanesOf } from './lanes.ts'

const iso = ({ from, to }: { from: number; to: number }) => ({ from: new Date(from).toISOString(), to: new Date(to).toISOString() })
const minutes = (ms: number) => Math.floor(ms / 60_000)
const isUnit = (holder: Holder) => holder !== 'callCentre' && holder !== 'customer'

/** 泳道图 of a case the person may see. @throws CASE_NOT_FOUND */
export async function lanesOfCase(tx: Tx, actor: Actor, idOrNumber: string, now: Date): Promise<CaseLanes> {
  const { id } = await findCase(tx, actor, idOrNumber)
  const events = await tx
    .selectFrom('case_event')
    .select(['kind', 'at', 'facts'])
    .where('tenant_id', '=', actor.tenantId)
    .where('case_id', '=', id)
    .orderBy('no')
    .execute()
  const chart = lanesOf(
    events.map(({ kind, at, facts }) => ({ kind, at: at.getTime(), facts })),
    now.getTime(),
  )
  const names = await unitNamesOf(tx, actor.tenantId, chart.lanes.map(({ holder }) => holder).filter(isUnit))
  return {
    ...iso(chart),
    lanes: chart.lanes.map(({ holder, role, spans, workedMs, pausedMs }) => ({
      holder: isUnit(holder) ? 'unit' : (holder as 'callCentre' | 'customer'),
      unit: isUnit(holder) ? { id: holder, name: names.get(holder) ?? '' } : null,
      role,
      minutes: minutes(workedMs),
      pausedMinutes: minutes(pausedMs),
      spans: spans.map((span) => ({ ...iso(span), isTaken: span.isTaken })),
    })),
    pauses: chart.pauses.map(iso),
    moves: chart.moves,
  }
}
