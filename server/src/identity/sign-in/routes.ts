import { PasswordChange, Session, SignIn, SwitchTenant } from '@zhiwei/contract'
import type { FastifyReply } from 'fastify'
import { addressBlock } from '../../platform/address-block.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { type Routes, signedInAnywhere } from '../../platform/http.ts'
import { changePassword } from '../passwords/change-password.ts'
import { credentialOf, sessionOf } from './authenticate.ts'
import { findSession } from './credential-queries.ts'
import { requireOwnOrigin } from './origin.ts'
import { describeSession, signOut } from './sessions.ts'
import { signIn } from './sign-in.ts'
import { switchTenant } from './switch-tenant.ts'
import { clearSessionCookie, sessionTokenOf, setSessionCookie } from './tokens.ts'

// An office may share one address at the start of a shift; wrong tries have a tighter limit of their own (tries.ts).
const openDoor = {
  config: {
    permission: 'open',
    rateLimit: { max: 300, timeWindow: '1 minute', keyGenerator: (req: { ip: string }) => addressBlock(req.ip) },
  },
} as const

export function sessionRoutes(routes: Routes, deps: Deps) {
  const begin = async (reply: FastifyReply, started: { token: string; tenantId: string; tokenHash: Buffer }) => {
    setSessionCookie(reply, deps.config, started.token)
    const session = await deps.database
      .tenant(started.tenantId)
      .transaction()
      .execute(async (tx) => {
        const credential = await findSession(tx, started.tenantId, started.tokenHash, deps.clock(), true)
        if (!credential) throw new AppError('NOT_SIGNED_IN') // the account was switched off this very moment
        return describeSession(tx, credential.actor, credential.expiresAt)
      })
    return reply.code(201).send(session)
  }

  routes.post('/sessions', { ...openDoor, schema: { body: SignIn, response: { 201: Session } } }, async (req, reply) => {
    await requireOwnOrigin(deps, req, true)
    const formerToken = sessionTokenOf(req, deps.config)
    return begin(reply, await signIn(deps, req.body, { host: req.hostname, address: req.ip, formerToken }))
  })

  routes.get('/sessions/current', { ...signedInAnywhere, schema: { response: { 200: Session } } }, (req) =>
    req.read((tx) => describeSession(tx, req.actor, credentialOf(req).expiresAt)),
  )

  routes.delete('/sessions/current', signedInAnywhere, async (req, reply) => {
    await signOut(deps, sessionOf(req))
    return clearSessionCookie(reply, deps.config).code(204).send()
  })

  routes.post(
    '/sessions/current/tenant',
    { ...signedInAnywhere, schema: { body: SwitchTenant, response: { 201: Session } } },
    async (req, reply) => {
      const session = sessionOf(req)
      const started = await switchTenant(deps, session, req.body.tenant)
      if (started) return begin(reply, started)
      return reply.code(201).send(await req.read((tx) => describeSession(tx, req.actor, session.expiresAt)))
    },
  )

  routes.put('/sessions/current/password', { ...signedInAnywhere, schema: { body: PasswordChange } }, async (req, reply) => {
    await changePassword(deps, sessionOf(req), req.body, req.ip)
    return reply.code(204).send()
  })
}
