import { permissions } from '@zhiwei/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aRegisteredCase } from './builders.ts'
import { aWorld, signedInAs, type World } from './harness.ts'

type Schema = {
  format?: string
  anyOf?: Schema[]
  properties?: Record<string, Schema>
  type?: string
  items?: Schema
  enum?: unknown[]
  default?: unknown
}
type Operation = {
  parameters?: { name: string; in: string; schema?: Schema }[]
  requestBody?: { content: Record<string, { schema?: Schema }> }
}

let world: World
let caseId: string
let authorization: string
let routes: { method: string; path: string; operation: Operation }[]

beforeAll(async () => {
  world = await aWorld()
  const admin = await signedInAs(world)
  caseId = (await aRegisteredCase(admin)).caseId
  const { body } = await admin.post('/tokens', { name: 'everything', permissions: [...permissions] })
  authorization = `Bearer ${body.token}`
  const { paths } = (await world.app.inject('/api/openapi.json')).json() as { paths: Record<string, Record<string, Operation>> }
  routes = Object.entries(paths)
    .filter(([path]) => path.startsWith('/api/v1/') && !path.endsWith('/events/stream'))
    .flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
    )
})
afterAll(() => world.close())

const long = '空'.repeat(30_000)
const nastyTexts = [
  '',
  ' ',
  '\0',
  '\ud800',
  '%00',
  "'; drop table tenant; --",
  '🙂'.repeat(500),
  '__proto__',
  '-1',
  '1e400',
  '9'.repeat(40),
  'NaN',
  long.slice(0, 3_000),
]
const nastyValues: unknown[] = [
  null,
  true,
  -1,
  0.5,
  1e21,
  2 ** 53,
  '',
  '\0',
  '\ud800',
  long,
  [],
  {},
  [[[]]],
  [null],
  { $ne: 1 },
  '0001-01-01T00:00:00Z',
  '+275760-09-13T00:00:00Z',
]

/** A body in which one field holds the value, the others something of their type. */
function bodiesOf(schema: Schema | undefined): unknown[] {
  const fields = Object.entries(schema?.properties ?? {})
  // Without the version, which would refuse most acts before they look at the rest.
  const ordinary = Object.fromEntries(fields.filter(([name]) => name !== 'version').map(([name, field]) => [name, ordinaryOf(field)]))
  const broken = fields.flatMap(([name]) => nastyValues.map((value) => ({ ...ordinary, [name]: value })))
  return [...nastyValues, ordinary, ...broken, { ...ordinary, unheardOf: 1 }]
}

function ordinaryOf({ type, format, anyOf, enum: choices, items, properties }: Schema): unknown {
  if (choices) return choices[0]
  if (anyOf?.[0]) return ordinaryOf(anyOf[0])
  if (format === 'uuid') return caseId
  if (type === 'integer' || type === 'number') return 1
  if (type === 'boolean') return true
  if (type === 'array') return items ? [ordinaryOf(items)] : []
  if (properties) return Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, ordinaryOf(field)]))
  return '2026-11-02T02:00:00Z'
}

describe('malformed input on every route', () => {
  /** Sends as the administrator and keeps what was answered with a 500, or an error that is no problem. */
  async function faultsOf(requests: Iterable<{ method: string; url: string; body?: unknown }>) {
    const faults: string[] = []
    for (const { method, url, body } of requests) {
      const answer = await world.app.inject({
        method: method as 'GET',
        url: `/api/v1${url}`,
        headers: { authorization, ...(body !== undefined && { 'content-type': 'application/json' }) },
        ...(body !== undefined && { payload: JSON.stringify(body) }),
      })
      const isProblem = String(answer.headers['content-type']).startsWith('application/problem+json')
      if (answer.statusCode >= 500 || (answer.statusCode >= 400 && !isProblem)) {
        faults.push(
          `${answer.statusCode} ${method} ${url.slice(0, 200)} ${JSON.stringify(body)?.slice(0, 200)} ${answer.body.slice(0, 100)}`,
        )
      }
      // Customers, visitors and callbacks bring proofs of their own, which no token of the company replaces.
      const hasOwnProof = url === '/sessions' || /^\/(portal|hooks)\//.test(url)
      if (answer.statusCode === 401 && !hasOwnProof) faults.push(`${method} ${url} was not even read`)
    }
    return faults
  }

  test('in the body', async () => {
    function* requests() {
      for (const { method, path, operation } of routes) {
        if (!operation.requestBody || path.endsWith('/password')) continue
        for (const body of bodiesOf(Object.values(operation.requestBody.content)[0]?.schema)) {
          yield { method, url: path.replace('/api/v1', '').replaceAll(/\{\w+\}/g, caseId), body }
        }
      }
    }
    expect(await faultsOf(requests())).toEqual([])
  })

  test('in the address', async () => {
    function* requests() {
      for (const { method, path, operation } of routes) {
        const bare = path.replace('/api/v1', '')
        if (path.endsWith('/sessions/current')) continue
        for (const text of nastyTexts) {
          const value = encodeURIComponent(text.toWellFormed())
          if (bare.includes('{')) yield { method, url: bare.replaceAll(/\{\w+\}/g, value || '%20') }
          if (method !== 'GET') continue
          for (const { name, in: place } of operation.parameters ?? []) {
            if (place === 'query') yield { method, url: `${bare.replaceAll(/\{\w+\}/g, caseId)}?${name}=${value}&${name}=${value}` }
            if (place === 'query') yield { method, url: `${bare.replaceAll(/\{\w+\}/g, caseId)}?${name}=${value}` }
          }
        }
      }
    }
    expect(await faultsOf(requests())).toEqual([])
  })
})
