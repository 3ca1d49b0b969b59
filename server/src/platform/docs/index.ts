import { readFileSync } from 'node:fs'
import swagger from '@fastify/swagger'
import type { FastifyInstance, FastifySchema, RouteOptions } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import type { Deps } from '../deps.ts'
import { open } from '../http.ts'
import { inRoot } from '../paths.ts'
import { type OpenApi, routesPage } from './page.ts'
import { problemsPage } from './problems.ts'

const htmlPolicy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const text = (description?: string) => ({ type: 'string' as const, ...(description && { description }) })
const list = <Items>(items: Items, description?: string) => ({ type: 'array' as const, items, ...(description && { description }) })

const problemSchema = {
  type: 'object' as const,
  description: 'RFC 9457 problem details; `code` never changes its meaning (see /api/docs/problems)',
  required: ['type', 'title', 'status', 'code', 'requestId'],
  properties: {
    type: text("The code's page"),
    title: text('What happened'),
    status: { type: 'integer' as const },
    detail: text('What to do next'),
    instance: text(),
    code: text(),
    requestId: text(),
    errors: list({
      type: 'object' as const,
      required: ['pointer', 'detail'],
      properties: { pointer: text('Of the field'), detail: text() },
    }),
    missing: list(text(), 'CASE_STEP_NOT_ALLOWED: what is missing'),
  },
}

/** /api/openapi.json and, for people, /api/docs and /api/docs/problems. Comes before the routes, which it watches being added. */
export async function mountDocs(app: FastifyInstance, { config }: Deps) {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: '治未 Zhiwei', version: config.version, description: '客诉管理与预警平台 Complaint management and early warning' },
      servers: [{ url: '/' }],
      security: [{ cookie: [] }, { bearer: [] }],
      components: {
        securitySchemes: {
          cookie: {
            type: 'apiKey',
            in: 'cookie',
            name: '__Host-zhiwei',
            description: 'Session of a signed-in person (POST /api/v1/sessions)',
          },
          bearer: { type: 'http', scheme: 'bearer', description: 'API token with permissions of its own (POST /api/v1/tokens)' },
        },
        schemas: { Problem: problemSchema },
      },
    },
    transform: (given) => {
      const { schema, url } = jsonSchemaTransform({ ...given, schema: given.schema ?? {} })
      return { schema: schema.hide ? schema : described(schema, url, given.route), url }
    },
  })

  const hidden = { ...open, schema: { hide: true } }
  app.get('/api/openapi.json', hidden, async () => app.swagger())
  page('/api/docs', () => routesPage(app.swagger() as unknown as OpenApi))
  page('/api/docs/problems', problemsPage)
  const style = readFileSync(inRoot('server', 'src', 'platform', 'docs', 'docs.css'))
  app.get('/api/docs/docs.css', hidden, async (_request, reply) => reply.type('text/css; charset=utf-8').send(style))

  function page(url: string, render: () => string) {
    let html: string | undefined
    app.get(url, hidden, async (_request, reply) => {
      html ??= render()
      return reply.type('text/html; charset=utf-8').header('Content-Security-Policy', htmlPolicy).send(html)
    })
  }
}

/** What every route has without saying so: its module, who may call it, and how it refuses. */
function described(schema: FastifySchema, url: string, { method, config }: RouteOptions): FastifySchema {
  const [first, , third] = url.split('/').filter(Boolean)
  const permission = config?.permission
  const problem = { description: 'Problem', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } }
  const answers = (schema.response as object | undefined) ?? { '2XX': { description: 'Success', type: 'null' } }
  return {
    tags: [(first === 'api' ? third : first) ?? 'other'],
    operationId: operationIdOf(String(method), url),
    ...(permission === 'open' && { security: [] }),
    ...{ 'x-permission': [permission ?? []].flat().join(' | ') },
    ...schema,
    response: { ...answers, default: problem },
  }
}

/** `POST /api/v1/cases/:id/notes` → `postCasesByIdNotes`. */
const operationIdOf = (method: string, url: string) =>
  method.toLowerCase() +
  url
    .replace('/api/v1', '')
    .split(/[/.-]/)
    .filter(Boolean)
    .map((part) => (part.startsWith(':') ? `By${upperFirst(part.slice(1))}` : upperFirst(part)))
    .join('')

const upperFirst = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
