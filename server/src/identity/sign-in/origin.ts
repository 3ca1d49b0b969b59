import type { FastifyRequest } from 'fastify'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { isTenantHost } from '../tenants/known-tenants.ts'

type Asked = { host: string; protocol: string }
type Settings = { publicUrl: string | undefined; trustProxy: number | string[] }

const urlOf = (text: string) => (URL.canParse(text) ? new URL(text) : undefined)

/**
 * Does the page that sent the request belong to us? Ours is PUBLIC_URL; without it, or when the host asked is the same, the host asked
 * (in either scheme: TLS may end before us; behind a trusted proxy in the scheme it tells).
 * @param isBoundHost whether a host other than PUBLIC_URL's is a tenant's own
 */
export function isOwnOrigin(origin: string, settings: Settings, asked: Asked, isBoundHost = false): boolean {
  const from = urlOf(origin)
  if (!from || !['http:', 'https:'].includes(from.protocol)) return false
  const ours = settings.publicUrl ? urlOf(settings.publicUrl) : undefined
  if (ours && from.origin === ours.origin) return true
  if (ours && from.host !== ours.host && !isBoundHost) return false
  const schemes = settings.trustProxy ? [asked.protocol] : ['http', 'https']
  return schemes.some((scheme) => urlOf(`${scheme}://${asked.host}`)?.origin === from.origin)
}

/** A writing request by cookie needs an origin of ours, so no other site can act with it (CSRF). */
export const needsOrigin = (request: FastifyRequest) => !['GET', 'HEAD', 'OPTIONS'].includes(request.method)

/** @throws ORIGIN_NOT_ALLOWED for a foreign origin, and for none where one must be sent */
export async function requireOwnOrigin(deps: Deps, request: FastifyRequest, mayBeMissing = false) {
  const { origin } = request.headers
  if (origin === undefined && mayBeMissing) return
  const asked = { host: request.host, protocol: request.protocol }
  if (origin !== undefined && isOwnOrigin(origin, deps.config, asked)) return
  if (origin !== undefined && deps.config.publicUrl && (await isTenantHost(deps.database, request.hostname.toLowerCase()))) {
    if (isOwnOrigin(origin, deps.config, asked, true)) return
  }
  throw new AppError('ORIGIN_NOT_ALLOWED', '请从本系统的页面操作；经代理访问时请管理员设置 PUBLIC_URL')
}
