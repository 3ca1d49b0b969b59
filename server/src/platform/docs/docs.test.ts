import { problems } from '@zhiwei/contract'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { aPlatform } from '../../../test/database.ts'
import { createHttp, may, open, routesOf, signedIn } from '../http.ts'
import { mountDocs } from './index.ts'
import type { OpenApi } from './page.ts'
import { documentedProblems } from './problems.ts'

let platform: Awaited<ReturnType<typeof aPlatform>>
let app: FastifyInstance

const Line = z.strictObject({ product: z.string().max(20), amountFen: z.number().int().min(0).optional() })
const Note = z.strictObject({
  text: z.string().min(1).describe('<b>原文</b>'),
  lines: z.array(Line).default([]),
  kind: z.enum(['a', 'b']).nullable(),
})

beforeAll(async () => {
  platform = await aPlatform()
  app = await createHttp({ ...platform.deps, authenticate: async () => null })
  await mountDocs(app, platform.deps)
  await app.register(
    async (scope) => {
      const routes = routesOf(scope)
      const id = z.object({ id: z.uuid() })
      routes.post('/cases/:id/notes', { ...may('cases:note'), schema: { params: id, body: Note, response: { 201: id } } }, async () => ({
        id: '',
      }))
      routes.get('/cases', { ...signedIn, schema: { querystring: z.object({ limit: z.coerce.number().default(50) }) } }, async () => [])
      routes.get('/ping', { ...open }, async () => 'pong')
    },
    { prefix: '/api/v1' },
  )
  await app.ready()
})
afterAll(async () => {
  await app.close()
  await platform.close()
})

describe('the OpenAPI document', () => {
  test('has every route with its module, permission, shapes and the one way of refusing', async () => {
    const document = (await app.inject('/api/openapi.json')).json() as OpenApi & { openapi: string; components: { schemas: object } }

    expect(document.openapi).toBe('3.1.0')
    expect(Object.keys(document.paths)).toEqual(['/api/v1/cases/{id}/notes', '/api/v1/cases', '/api/v1/ping'])
    expect(document.paths['/api/v1/cases/{id}/notes']?.post).toMatchObject({
      tags: ['cases'],
      operationId: 'postCasesByIdNotes',
      'x-permission': 'cases:note',
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
      requestBody: { content: { 'application/json': { schema: { required: ['text', 'kind'], additionalProperties: false } } } },
      responses: {
        201: { content: { 'application/json': { schema: { required: ['id'] } } } },
        default: { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
      },
    })
    expect(document.paths['/api/v1/ping']?.get).toMatchObject({
      security: [],
      'x-permission': 'open',
      responses: { '2XX': {}, default: {} },
    })
    expect(document.components.schemas).toHaveProperty('Problem')
  })
})

describe('the readable pages', () => {
  test('show permission, parameters, fields and answers, escaped, without script or style of their own', async () => {
    const page = await app.inject('/api/docs')

    expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(page.headers['content-security-policy']).toContain("default-src 'none'; style-src 'self'")
    for (const words of [
      '/api/v1/cases/{id}/notes',
      'cases:note',
      'lines[].product',
      'lines[].amountFen',
      '&lt;b&gt;原文',
      '<code>limit</code>',
      '无需登录',
    ])
      expect(page.body).toContain(words)
    expect(page.body).not.toMatch(/<script|<style|style=|<b>/)
  })

  test('their style sheet is there', async () => {
    expect((await app.inject('/api/docs/docs.css')).headers['content-type']).toBe('text/css; charset=utf-8')
  })

  test('docs/problems.md has every code of the contract, with its status and both titles', () => {
    const contract = Object.entries(problems).map(([code, facts]) => ({ code, ...facts }))
    expect(documentedProblems().map(({ meaning: _, ...facts }) => facts)).toEqual(contract)
  })

  test('every problem code has its place, where `type` points to', async () => {
    const { body } = await app.inject('/api/docs/problems')
    for (const [code, { status, title, english }] of Object.entries(problems)) {
      expect(body).toContain(`<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${title}<br>${english}</td>`)
    }
  })
})
