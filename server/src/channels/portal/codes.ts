import { contactHashesOf } from '../../customers/index.ts'
import type { Keys } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/jobs.ts'
import { caseOfContact, numberTyped } from './find.ts'
import { portalCodeJob } from './job-name.ts'
import { countTry } from './tries.ts'

export const codeSeconds = 600
const triesOfCode = 5

/** 验证码: six digits made from the id of its row with the secret key, so that nothing in the database tells it. */
export const codeOf = (keys: Keys, tenantId: string, id: string) =>
  String(keys.lookup(tenantId, 'portal code', id).readUInt32BE(0) % 1_000_000).padStart(6, '0')

type Place = { tx: Tx; keys: Keys; tenantId: string; now: Date }

/**
 * 获取验证码: for a number and a contact of its customer. Number and contact that do not belong together do the same work and answer the
 * same: a row is made, a job is asked for; it sends nothing.
 * @returns the row's id
 */
export async function requestCode({ tx, keys, tenantId, now }: Place, typed: { number: string; contact: string }): Promise<string> {
  const number = numberTyped(typed.number)
  const tries = [await countTry(tx, keys, tenantId, 'codeByNumber', number, now)]
  for (const contact of contactsIn(keys, tenantId, typed.contact))
    tries.push(await countTry(tx, keys, tenantId, 'codeByContact', contact, now))
  const tooMany = tries.includes(true)
  const found = await caseOfContact({ tx, keys, tenantId }, typed)
  const right = tooMany ? undefined : found
  const id = newId()
  await tx
    .insertInto('portal_code')
    .values({
      tenant_id: tenantId,
      id,
      number,
      case_id: right?.id ?? null,
      contact_point_id: right?.contact_point_id ?? null,
      at: now,
      expires_at: new Date(now.getTime() + codeSeconds * 1_000),
    })
    .execute()
  await enqueue(tx, portalCodeJob, { tenantId, codeId: id })
  return id
}

/** Each phone or e-mail as it is looked up, so that other words around it are no other contact; what can be neither, as it was typed. */
function contactsIn(keys: Keys, tenantId: string, typed: string): string[] {
  const hashes = contactHashesOf(keys, tenantId, typed).map((hash) => hash.toString('hex'))
  return hashes.length > 0 ? [...hashes].sort() : [typed.trim().toLowerCase()]
}

/**
 * 核对验证码: counts the try against the newest code of the number that is still good, of whatever it is for. A right one is used up.
 * Must be committed whatever comes out.
 * @returns the case and the contact the code was sent to; null for a wrong, used or expired code and for a number nobody has alike
 */
export async function useCode(
  { tx, keys, tenantId, now }: Place,
  typed: { number: string; code: string },
): Promise<{ caseId: string; contactPointId: string | null } | null> {
  const number = numberTyped(typed.number)
  const tooMany = await countTry(tx, keys, tenantId, 'lookupByNumber', number, now)
  const rows = await tx
    .updateTable('portal_code')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where('tenant_id', '=', tenantId)
    .where('number', '=', number)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .where('tries', '<', triesOfCode)
    .returning(['id', 'case_id', 'contact_point_id'])
    .execute()
  const digits = typed.code.replace(/\D/g, '')
  const right = rows.find(({ id, case_id }) => case_id !== null && codeOf(keys, tenantId, id) === digits)
  const isRight = right !== undefined && !tooMany
  // Also when it was wrong, of none: the same work.
  await tx
    .updateTable('portal_code')
    .set({ used_at: now })
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', isRight ? rows.map(({ id }) => id) : [newId()])
    .execute()
  return isRight && right.case_id ? { caseId: right.case_id, contactPointId: right.contact_point_id } : null
}
