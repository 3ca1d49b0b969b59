import { isUtf8 } from 'node:buffer'
import type { FastifyRequest } from 'fastify'
import { type Act, systemActor } from '../../cases/index.ts'
import { isTenant } from '../../identity/index.ts'
import { type IntakeSources, registerComplaint } from '../../intake/index.ts'
import { sha256 } from '../../platform/crypto.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { isUuid, newId } from '../../platform/ids.ts'
import { cleanInput } from '../../platform/request/input.ts'
import { WithStatus } from '../../platform/write-once.ts'
import { complaintOf } from './mapping.ts'
import { validSecrets } from './secrets.ts'
import { isSigned, signatureHeader, timestampHeader } from './sign.ts'

/** The public name of a webhook: tenant and id, so that it is looked up behind the tenant's wall. */
export const keyOf = (tenantId: string, id: string) => `${tenantId}${id}`.replaceAll('-', '')

const hexes = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/
function idsOf(key: string) {
  const [tenantId, id] = [key.slice(0, 32), key.slice(32)].map((hex) => hexes.exec(hex)?.slice(1).join('-') ?? '')
  return tenantId && id && isUuid(tenantId) && isUuid(id) ? { tenantId, id } : null
}

const unsigned = () => new AppError('SIGNATURE_INVALID', '请核对密钥、时间和签名的算法；签名 5 分钟内有效')

/**
 * 接收回调: a complaint another system sends, signed. The same request a second time is refused; another try of the same complaint (signed anew, the
 * same externalId) is answered with the case that is there. Nothing is said about which addresses exist.
 * @throws SIGNATURE_INVALID, REPLAYED, JSON_INVALID, INPUT_INVALID
 */
export async function receiveWebhook(deps: Deps, request: FastifyRequest, key: string, body: Buffer, sources: IntakeSources) {
  const now = deps.clock()
  const ids = idsOf(key)
  if (!ids || !(await isTenant(deps.database, ids.tenantId))) throw unsigned()
  const { tenantId, id } = ids
  const db = deps.database.tenant(tenantId)
  const hook = await db.selectFrom('webhook_in').selectAll().where('tenant_id', '=', tenantId).where('id', '=', id).executeTakeFirst()
  const headers = { timestamp: headerOf(request, timestampHeader), signature: headerOf(request, signatureHeader) }
  if (!hook?.is_open || !isSigned(validSecrets(deps.keys, hook, now), headers, body, now)) throw unsigned()

  const row = {
    tenant_id: tenantId,
    webhook_id: id,
    digest: sha256(Buffer.concat([Buffer.from(`${headers.timestamp}.`), body])),
    id: newId(),
    at: now,
  }
  const note = (lastError: string | null) =>
    db
      .updateTable('webhook_in')
      .set({ last_at: now, last_error: lastError })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .execute()
  try {
    const answer = await deps.database
      .writer(tenantId)
      .transaction()
      .execute(async (tx) => {
        const taken = await tx
          .insertInto('webhook_received')
          .values({ ...row, outcome: 'registered', case_id: null, problem: null })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
        if (!taken.numInsertedOrUpdatedRows) throw new AppError('REPLAYED', '每次发送请重新签名')
        const { complaint, problems } = complaintOf(documentOf(body), hook.mapping, hook.channel)
        if (!complaint)
          throw new AppError('INPUT_INVALID', undefined, {
            errors: problems.map(({ field, detail }) => ({ pointer: `#/${field}`, detail })),
          })
        const act: Act = { tx, keys: deps.keys, actor: systemActor(tenantId), now, log: request.log }
        const answer = await registerComplaint(act, complaint, sources)
        const registered = (answer instanceof WithStatus ? answer.body : answer) as { caseId: string; number: string }
        await tx
          .updateTable('webhook_received')
          .set({ outcome: answer instanceof WithStatus ? 'known' : 'registered', case_id: registered.caseId })
          .where('tenant_id', '=', tenantId)
          .where('webhook_id', '=', id)
          .where('digest', '=', row.digest)
          .execute()
        return { status: answer instanceof WithStatus ? answer.status : 201, caseId: registered.caseId, number: registered.number }
      })
    await note(null)
    return answer
  } catch (error) {
    if (error instanceof AppError && error.code !== 'REPLAYED') {
      const problem = (
        error.facts.errors?.map(({ pointer, detail }) => `${pointer} ${detail}`).join('；') ||
        error.detail ||
        error.code
      ).slice(0, 500)
      await db
        .insertInto('webhook_received')
        .values({ ...row, outcome: 'refused', case_id: null, problem })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      await note(problem)
    }
    throw error
  }
}

const headerOf = (request: FastifyRequest, name: string) => [request.headers[name]].flat()[0]

function documentOf(body: Buffer): unknown {
  if (!isUtf8(body)) throw new AppError('JSON_INVALID', '请用 UTF-8 编码发送')
  let document: unknown
  try {
    document = JSON.parse(body.toString('utf8'))
  } catch {
    throw new AppError('JSON_INVALID')
  }
  cleanInput(document)
  return document
}
