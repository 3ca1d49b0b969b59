import { maskPersonalData } from '@zhiwei/text'
import { sql } from 'kysely'
import { recordAudit } from '../../audit/index.ts'
import { type Act, systemActor } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { requirePerson, todayOf } from '../who.ts'
import { changeRestriction, lockRestriction, type StoredRestriction, tellOnCases } from './stored.ts'

const mostAtOnce = 50

/** 撤回, 解除: a proposal is taken back, what is in force lifted; in the customer's favour nobody else is asked. @throws NOT_FOUND, VERSION_CONFLICT, ALREADY_DECIDED */
export async function endRestriction(act: Act, id: string, { reason, version }: { reason: string; version: number }) {
  requirePerson(act.actor)
  const restriction = await lockRestriction(act, id, version)
  if (restriction.state === 'proposed') return withdrawRestriction(act, restriction, reason)
  if (restriction.state !== 'inForce') throw new AppError('ALREADY_DECIDED', '这项限制已经不在生效')
  return { id, state: 'ended' as const, version: await closeRestriction(act, restriction, 'lifted', reason) }
}

export async function withdrawRestriction(act: Act, restriction: StoredRestriction, reason: string) {
  const { tx, actor, now } = act
  const { id, customer_id: subjectId } = restriction
  const version = await changeRestriction(act, restriction, {
    state: 'withdrawn',
    ended_at: now,
    ended_by: actor.userId,
    end_note: maskPersonalData(reason).masked,
  })
  const tenantId = actor.tenantId
  await recordAudit(tx, {
    tenantId,
    kind: 'conduct.withdrawn',
    actorId: actor.userId,
    subjectId,
    facts: { restrictionId: id },
    reason,
    at: now,
  })
  return { id, state: 'withdrawn' as const, version }
}

/** @returns the version it has now */
export async function closeRestriction(act: Act, restriction: StoredRestriction, endKind: 'date' | 'lifted' | 'appeal', reason?: string) {
  const { tx, actor, now } = act
  const { id, customer_id: subjectId } = restriction
  const version = await changeRestriction(act, restriction, {
    state: 'ended',
    ended_at: now,
    ended_by: actor.userId,
    end_kind: endKind,
    end_note: reason ? maskPersonalData(reason).masked : null,
  })
  await recordAudit(tx, {
    tenantId: actor.tenantId,
    kind: 'conduct.ended',
    actorId: actor.userId,
    subjectId,
    facts: { restrictionId: id, endKind },
    reason: reason ?? null,
    at: now,
  })
  await tellOnCases(act, restriction, 'case.restrictionEnded', { endKind })
  return version
}

/** 到期解除: what was to hold until yesterday ends by itself. */
export async function endRestrictionsByDate({ database, keys, clock }: Pick<Deps, 'database' | 'keys' | 'clock'>, tenantId: string) {
  const now = clock()
  await database
    .tenant(tenantId)
    .transaction()
    .execute((tx) => endRestrictionsOf({ tx, keys, actor: systemActor(tenantId), now }))
}

/** Two workers end different ones. */
export async function endRestrictionsOf(act: Act) {
  const { tenantId } = act.actor
  const { rows } = await sql<StoredRestriction>`
    select *, ends_on::text as ends_on from conduct_restriction where tenant_id = ${tenantId} and state = 'inForce'
      and ends_on < ${await todayOf(act)}::date
    order by id limit ${mostAtOnce} for no key update skip locked`.execute(act.tx)
  for (const restriction of rows) await closeRestriction(act, restriction, 'date')
}
