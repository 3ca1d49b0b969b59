import type { FastifyInstance } from 'fastify'
import type { Deps } from '../platform/deps.ts'
import type { Routes } from '../platform/http.ts'
import { accountRoutes } from './accounts/routes.ts'
import { outgoingRoutes } from './outgoing/routes.ts'
import { unsubscribePage } from './outgoing/unsubscribe.ts'
import { smsCallback } from './sms/callback.ts'
import type { ChannelSources } from './sources.ts'

export function channelRoutes(routes: Routes, deps: Deps, sources: ChannelSources) {
  accountRoutes(routes, deps)
  outgoingRoutes(routes, deps, sources)
}

/** What is called without sign-in: by gateways that sign, and by customers who unsubscribe. */
export async function channelPages(app: FastifyInstance, deps: Deps, sources: ChannelSources) {
  await smsCallback(app, deps, sources)
  await unsubscribePage(app, deps)
}
