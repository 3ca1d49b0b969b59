import { sql } from 'kysely'
import type { Act } from '../../cases/index.ts'
import { randomToken, sha256 } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { daysAfterEnd } from './can.ts'

/** 128 bits: nobody tries that out, and it fits into a text message. */
const tokenBytes = 16

export const addressIn = ({ config }: Pick<Deps, 'config'>, path: string) =>
  `${config.publicUrl ?? `http://${config.host}:${config.port}`}${path}`

/**
 * 专属链接: an address that opens the case to whoever has it, without a code; only its hash is kept, so every asking makes another. It is over 90
 * days after the case's end, or when the texts are erased. Nothing of the customer stands in it.
 * @returns the path; `addressIn` makes it whole
 */
export async function linkPathFor({ tx, actor, now }: Pick<Act, 'tx' | 'actor' | 'now'>, caseId: string): Promise<string> {
  const token = randomToken(tokenBytes)
  const { tenantId } = actor
  await tx
    .insertInto('portal_link')
    .values({ tenant_id: tenantId, token_hash: sha256(token), case_id: caseId, at: now, by_id: actor.userId })
    .execute()
  const { code } = await tx.selectFrom('tenant').select('code').where('id', '=', tenantId).executeTakeFirstOrThrow()
  return `/p/${code}/c/${token}`
}

/** The same as a whole address, for messages to the customer. */
export const linkFor = async (act: Pick<Act, 'tx' | 'actor' | 'now'>, deps: Pick<Deps, 'config'>, caseId: string): Promise<string> =>
  addressIn(deps, await linkPathFor(act, caseId))

/** The case a link opens; undefined when it is over or nobody's. */
export async function caseOfLink(tx: Tx, tenantId: string, token: string, now: Date): Promise<{ id: string; number: string } | undefined> {
  const { rows } = await sql<{ id: string; number: string }>`
    select c.id, c.number from portal_link l join complaint_case c on c.tenant_id = l.tenant_id and c.id = l.case_id
    where l.tenant_id = ${tenantId} and l.token_hash = ${sha256(token)} and c.erased_at is null
      and (c.closed_at is null or c.closed_at > ${new Date(now.getTime() - daysAfterEnd * 86_400_000)})`.execute(tx)
  return rows[0]
}
