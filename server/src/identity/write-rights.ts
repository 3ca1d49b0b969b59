import type { FastifyReply } from 'fastify'
import type { Tx } from '../platform/database.ts'
import type { WriteOptions } from '../platform/write-once.ts'
import { forgetCredentials } from './sign-in/credential-cache.ts'

/** `reply.write` for what changes rights: everyone of the tenant is looked up anew at once, in other processes within 5 s. */
export async function writeRights(reply: FastifyReply, status: number, work: (tx: Tx) => Promise<unknown>, options?: WriteOptions) {
  try {
    return await reply.write(status, work, options)
  } finally {
    forgetCredentials(reply.request.actor.tenantId)
  }
}
