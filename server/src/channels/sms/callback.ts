import type { FastifyInstance, FastifyRequest } from 'fastify'
import { tenantByCode } from '../../identity/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { open } from '../../platform/http.ts'
import { isUuid } from '../../platform/ids.ts'
import { findAccount } from '../accounts/accounts.ts'
import type { ChannelSources } from '../sources.ts'
import type { SmsSettings } from './door.ts'
import { SmsReply, takeReply } from './reply.ts'
import { isSmsSigned } from './sign.ts'

const bodyBytes = 16 * 1024
/** All replies come from the gateway's few addresses. */
const callsAMinute = 6_000
const options = { config: { ...open.config, rateLimit: { max: callsAMinute, timeWindow: '1 minute' } }, schema: { hide: true } }

type Place = { tenantCode: string; accountId: string }

/**
 * 短信上行: the gateway hands replies on at /p/<company>/sms/<account>, signed with the account's secret over the bytes. What is not signed leaves no
 * trace; an error of ours is answered 500, whereupon the gateway calls again.
 */
export async function smsCallback(app: FastifyInstance, deps: Deps, sources: ChannelSources) {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: bodyBytes }, (_request, body, done) => done(null, body))
    scope.post<{ Params: Place }>('/p/:tenantCode/sms/:accountId', options, async (request, reply) => {
      const account = await accountAt(deps, request.params)
      if (!account) throw new AppError('NOT_FOUND')
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      if (!isSmsSigned(account.settings.secret, headersOf(request), body, deps.clock()))
        throw new AppError('NOT_SIGNED_IN', '签名不正确或已过期')
      const given = SmsReply.safeParse(jsonOf(body))
      if (!given.success || !(await takeReply(deps, account, given.data, sources)))
        throw new AppError('INPUT_INVALID', '需要 id、from（手机号）和 text')
      return reply.code(204).send()
    })
  })
}

async function accountAt({ database, keys }: Deps, { tenantCode, accountId }: Place) {
  const tenant = isUuid(accountId) ? await tenantByCode(database, tenantCode) : undefined
  if (!tenant) return undefined
  const account = await database
    .tenant(tenant.id)
    .transaction()
    .execute((tx) => findAccount<SmsSettings>(tx, keys, tenant.id, 'sms', accountId))
  return account?.isOpen ? account : undefined
}

const headersOf = ({ headers }: FastifyRequest) =>
  Object.fromEntries(Object.entries(headers).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}
