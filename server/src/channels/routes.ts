import type { FastifyInstance } from 'fastify'
import type { Deps } from '../platform/deps.ts'
import type { Routes } from '../platform/http.ts'
import { accountRoutes } from './accounts/routes.ts'
import { outgoingRoutes } from './outgoing/routes.ts'
import { unsubscribePage } from './outgoing/unsubscribe.ts'
import type { ChannelSources } from './sources.ts'

export function channelRoutes(routes: Routes, deps: Deps, sources: ChannelSources) {
  accountRoutes(routes, deps)
  outgoingRoutes(routes, deps, sources)
}

/** What is opened without sign-in: by customers who unsubscribe. */
export async function channelPages(app: FastifyInstance, deps: Deps) {
  await unsubscribePage(app, deps)
}
