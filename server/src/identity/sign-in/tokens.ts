import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../../platform/config.ts'
import { randomToken } from '../../platform/crypto.ts'

// A token begins with its tenant, so that it is looked up behind that tenant's wall: `<32 hex>.<random>`, API tokens with `zw_` before it.
const shape = /^(?:zw_)?([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})\.[\w-]{43}$/
const apiPrefix = 'zw_'

export const newSessionToken = (tenantId: string) => `${tenantId.replaceAll('-', '')}.${randomToken()}`
export const newApiToken = (tenantId: string) => `${apiPrefix}${newSessionToken(tenantId)}`
export const isApiToken = (token: string) => token.startsWith(apiPrefix)

/** Tenant a token speaks of; null when it is no token of ours. */
export function tenantIdOf(token: string): string | null {
  const parts = shape.exec(token)
  return parts ? parts.slice(1).join('-') : null
}

/** `__Host-` binds the cookie to this one host over https; plain http needs INSECURE_HTTP and another name. */
const cookieNameOf = (config: Config) => (config.insecureHttp ? 'zhiwei' : '__Host-zhiwei')
const attributesOf = (config: Config) => ({ path: '/', httpOnly: true, secure: !config.insecureHttp, sameSite: 'lax' }) as const

export const sessionTokenOf = (request: FastifyRequest, config: Config) => request.cookies[cookieNameOf(config)]

export const setSessionCookie = (reply: FastifyReply, config: Config, token: string) =>
  reply.setCookie(cookieNameOf(config), token, attributesOf(config))

export const clearSessionCookie = (reply: FastifyReply, config: Config) => reply.clearCookie(cookieNameOf(config), attributesOf(config))

/** The API token sent, the session token sent, or neither. A wrong Authorization header does not fall back on the cookie. */
export function sentTokenOf(request: FastifyRequest, config: Config): { token: string; by: 'bearer' | 'cookie' } | null {
  const header = request.headers.authorization
  if (header !== undefined) {
    const token = /^Bearer +(\S+)$/i.exec(header)?.[1]
    return token && isApiToken(token) ? { token, by: 'bearer' } : null
  }
  const token = sessionTokenOf(request, config)
  return token && !isApiToken(token) ? { token, by: 'cookie' } : null
}
