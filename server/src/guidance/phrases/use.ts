import { sql } from 'kysely'
import type { Act } from '../../cases/index.ts'
import { AppError } from '../../platform/errors.ts'
import { guidedCase } from '../lscia/tick.ts'
import { phrases } from './select.ts'

/**
 * Notes that a phrase was used on a case, and later whether it helped; counted once a case and cycle, the last word on `helped` counts.
 * @throws CASE_NOT_FOUND, NOT_PERMITTED, CASE_STEP_NOT_ALLOWED, NOT_FOUND
 */
export async function usePhrase(act: Act, caseId: string, phrase: string, helped: boolean | undefined): Promise<void> {
  if (!phrases.some(({ code }) => code === phrase)) throw new AppError('NOT_FOUND', '没有这条说法')
  const { cycle } = await guidedCase(act, caseId)
  const { tx, actor, now } = act
  const key = { tenant_id: actor.tenantId, case_id: caseId, cycle, phrase }
  // The case is locked, so nobody else writes its row meanwhile.
  const known = await tx
    .selectFrom('phrase_use')
    .select('helped')
    .where('tenant_id', '=', key.tenant_id)
    .where('case_id', '=', caseId)
    .where('cycle', '=', cycle)
    .where('phrase', '=', phrase)
    .executeTakeFirst()
  const judged = helped === undefined ? {} : { helped, judged_at: now, judged_by: actor.userId }
  if (!known)
    await tx
      .insertInto('phrase_use')
      .values({ ...key, at: now, by_id: actor.userId, helped: null, judged_at: null, judged_by: null, ...judged })
      .execute()
  else if (helped !== undefined)
    await tx
      .updateTable('phrase_use')
      .set(judged)
      .where('tenant_id', '=', key.tenant_id)
      .where('case_id', '=', caseId)
      .where('cycle', '=', cycle)
      .where('phrase', '=', phrase)
      .execute()
  await count(act, phrase, {
    used: known ? 0 : 1,
    helped: Number(helped === true) - Number(helped !== undefined && known?.helped === true),
    notHelped: Number(helped === false) - Number(helped !== undefined && known?.helped === false),
  })
}

async function count({ tx, actor }: Act, phrase: string, more: { used: number; helped: number; notHelped: number }) {
  if (more.used === 0 && more.helped === 0 && more.notHelped === 0) return
  await sql`
    insert into phrase_count as c (tenant_id, phrase, used, helped, not_helped)
    values (${actor.tenantId}, ${phrase}, ${more.used}, ${more.helped}, ${more.notHelped})
    on conflict (tenant_id, phrase) do update set used = c.used + excluded.used, helped = c.helped + excluded.helped,
      not_helped = c.not_helped + excluded.not_helped`.execute(tx)
}
