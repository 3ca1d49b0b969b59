import type { FastifyInstance } from 'fastify'

// Asked every few seconds by machines.
const quiet = /^\/(health|metrics)/

/** One line a request: the route's pattern (an address may carry a number or a name), who by id, how long. */
export function logRequests(app: FastifyInstance) {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    const facts = {
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      tenantId: request.actor?.tenantId,
      userId: request.actor?.userId ?? undefined,
    }
    if (quiet.test(route)) request.log.debug(facts, 'request')
    else request.log.info(facts, 'request')
  })
}
