import type { StaffFigures, StaffFinding } from '@zhiwei/contract'
import { meanOf } from '@zhiwei/signals'
import type { Tx } from '../platform/database.ts'
import type { Actor } from '../platform/http.ts'
import { personSeen } from './who.ts'

/** Each figure comes from the module that counts it. */
export type FigureSources = {
  processKeptBy: (
    tx: Tx,
    tenantId: string,
    userId: string,
    from: Date,
    now: Date,
  ) => Promise<Pick<StaffFigures, 'adherence' | 'timeliness'>>
  findingsAboutStaff: (tx: Tx, tenantId: string, now: Date, userId?: string) => Promise<StaffFinding[]>
  handlingTimeOf: (tx: Tx, tenantId: string, userId: string, from: Date) => Promise<StaffFigures['handlingTime']>
}

const days = 90

/**
 * 个人绩效单: how far the person's cases kept to the process and to their limits, findings that count, scored samples, and the handling time of ordinary talks.
 * The person sees their own; whoever trains sees those they train.
 * @throws NOT_FOUND
 */
export async function figuresOf(
  tx: Tx,
  actor: Actor,
  userId: string | undefined,
  now: Date,
  sources: FigureSources,
): Promise<StaffFigures> {
  const person = await personSeen(tx, actor, userId)
  const { tenantId } = actor
  const from = new Date(now.getTime() - days * 86_400_000)
  const process = await sources.processKeptBy(tx, tenantId, person.id, from, now)
  const [found] = await sources.findingsAboutStaff(tx, tenantId, now, person.id)
  const { person: _self, ...findings } = found ?? { person, complaints: 0, counts: 0, unsubstantiated: 0, unverifiable: 0, appealed: 0 }
  const scored = await tx
    .selectFrom('quality_sample')
    .select('total')
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', person.id)
    .where('scored_at', '>=', from)
    .where('total', 'is not', null)
    .execute()
  const mean = meanOf(scored.map(({ total }) => Number(total)))
  return {
    person: { id: person.id, name: person.name },
    from: from.toISOString(),
    to: now.toISOString(),
    ...process,
    findings,
    quality: { scored: scored.length, mean: mean?.mean ?? null, low: mean?.low ?? null, high: mean?.high ?? null },
    handlingTime: await sources.handlingTimeOf(tx, tenantId, person.id, from),
  }
}
