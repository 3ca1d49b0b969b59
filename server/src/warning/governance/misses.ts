import type { WarningMiss, WarningMissInput } from '@zhiwei/contract'
import type { z } from 'zod'
import { type Act, personNamed } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { invalidInput } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { masked } from './events.ts'

/** 登记漏报: something broke out and no warning had been there; counts against recall. @throws INPUT_INVALID */
export async function addMiss({ tx, actor, now }: Act, { kind, subject, happenedAt, note }: z.infer<typeof WarningMissInput>) {
  if (new Date(happenedAt) > now) throw invalidInput('#/happenedAt', '要选已经过去的时间')
  const id = newId()
  await tx
    .insertInto('warning_miss')
    .values({
      tenant_id: actor.tenantId,
      id,
      kind,
      subject: masked(subject),
      happened_at: new Date(happenedAt),
      note: masked(note),
      at: now,
      by_id: actor.userId,
    })
    .execute()
  return { id }
}

export async function listMisses(tx: Tx, tenantId: string): Promise<WarningMiss[]> {
  const rows = await tx
    .selectFrom('warning_miss as m')
    .select(['m.id', 'm.kind', 'm.subject', 'm.happened_at', 'm.note', 'm.at', personNamed('m', 'by_id').as('by')])
    .where('m.tenant_id', '=', tenantId)
    .orderBy('m.happened_at', 'desc')
    .limit(500)
    .execute()
  return rows.map(({ happened_at: happenedAt, at, ...row }) => ({
    ...row,
    happenedAt: happenedAt.toISOString(),
    at: at.toISOString(),
  }))
}
