import type { FastifyInstance, RouteOptions } from 'fastify'

declare module 'fastify' {
  interface FastifyInstance {
    /** Methods that an address has a route for; none when the address does not exist. */
    methodsOf(path: string): string[]
  }
}

type Known = { pattern: RegExp; methods: Set<string> }

/** Remembers every route, so that a wrong method on a known address is told from an unknown address. */
export function rememberMethods(app: FastifyInstance) {
  const routes = new Map<string, Known>()
  app.decorate('methodsOf', (path: string) => [
    ...new Set([...routes.values()].filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => [...methods])),
  ])
  app.addHook('onRoute', ({ url, method }: RouteOptions) => {
    if (url.includes('*')) return // answers any address: says nothing about this one
    const known = routes.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() }
    for (const name of [method].flat()) known.methods.add(name)
    routes.set(url, known)
  })
}

const patternOf = (url: string) =>
  new RegExp(
    `^${url
      .split('/')
      .map((part) => (part.startsWith(':') ? '[^/]+' : part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)))
      .join('/')}/?$`,
  )
