import { SecondFactorConfirm, SecondFactorOn, SecondFactorStart } from '@zhiwei/contract'
import { z } from 'zod'
import type { Deps } from '../../platform/deps.ts'
import { type Routes, signedInAnywhere } from '../../platform/http.ts'
import { proveOwnPassword } from '../passwords/change-password.ts'
import { sessionOf } from '../sign-in/authenticate.ts'
import { confirmSecondFactor, dropSecondFactor, startSecondFactor } from './second-factor.ts'

const OwnPassword = z.strictObject({ password: z.string().max(200) })

// These take no Idempotency-Key: what is shown once is kept nowhere, not even for a repeat.
export function secondFactorRoutes(routes: Routes, deps: Deps) {
  routes.post(
    '/sessions/current/second-factor',
    { ...signedInAnywhere, schema: { response: { 201: SecondFactorStart } } },
    async (req, reply) => {
      const session = sessionOf(req)
      return reply.code(201).send(await req.read((tx) => startSecondFactor(deps, tx, session)))
    },
  )

  routes.post(
    '/sessions/current/second-factor/confirmation',
    { ...signedInAnywhere, schema: { body: SecondFactorConfirm, response: { 201: SecondFactorOn } } },
    async (req, reply) => {
      const session = sessionOf(req)
      return reply.code(201).send(await req.read((tx) => confirmSecondFactor(deps, tx, session, req.body.code)))
    },
  )

  routes.delete('/sessions/current/second-factor', { ...signedInAnywhere, schema: { body: OwnPassword } }, async (req, reply) => {
    const session = sessionOf(req)
    await proveOwnPassword(deps, session, req.body.password, req.ip, 'password')
    await req.read((tx) => dropSecondFactor(deps, tx, session))
    return reply.code(204).send()
  })
}
