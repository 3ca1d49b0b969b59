import { isUnattended } from './attendance.ts'
import { newKey } from './new-key.ts'
import { ProblemError } from './problem.ts'

export const apiBase = '/api/v1'

export type QueryValue = string | number | boolean | null | undefined | readonly (string | number)[]
export type Query = Record<string, QueryValue>

type Options = { query?: Query; signal?: AbortSignal; idempotencyKey?: string }

/** Calls below `/api/v1`; a refusal is thrown as ProblemError, an empty answer (202, 204) is `undefined`. */
export const api = {
  get: <Answer>(path: string, query?: Query, signal?: AbortSignal) => call<Answer>('GET', path, undefined, { query, signal }),
  post: <Answer>(path: string, body?: unknown, options?: Options) => call<Answer>('POST', path, body, options),
  put: <Answer>(path: string, body?: unknown, options?: Options) => call<Answer>('PUT', path, body, options),
  patch: <Answer>(path: string, body?: unknown, options?: Options) => call<Answer>('PATCH', path, body, options),
  delete: <Answer = void>(path: string, body?: unknown, options?: Options) => call<Answer>('DELETE', path, body, options),
}

/** A key for one intended creation: make it when the form opens, send it with every try, so a second click creates nothing twice. */
export const newIdempotencyKey = newKey

/** The key of what has no value in a cut is blank, and asked for all the same. */
const keptBlank = ['key', 'acrossKey']
export const isLeftOut = (name: string, value: unknown) =>
  value === undefined || value === null || (value === '' && !keptBlank.includes(name))

export function addressOf(path: string, query: Query = {}) {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) if (!isLeftOut(name, one)) search.append(name, String(one))
  }
  return `${apiBase}${path}${search.size > 0 ? `?${search}` : ''}`
}

let whenSignedOut: () => void = () => {}

/** What to do when the server no longer knows the session (401 on anything but signing in). */
export function onSignedOut(act: () => void) {
  whenSignedOut = act
}

async function call<Answer>(method: string, path: string, body: unknown, options: Options = {}): Promise<Answer> {
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': document.documentElement.lang }
  if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey
  if (isUnattended()) headers['x-unattended'] = '1'
  const isForm = body instanceof FormData
  if (body !== undefined && !isForm) headers['content-type'] = 'application/json'

  const response = await fetch(addressOf(path, options.query), {
    method,
    headers,
    credentials: 'same-origin',
    signal: options.signal ?? null,
    body: isForm ? body : body === undefined ? null : JSON.stringify(body),
  }).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new ProblemError({ code: 'UNREACHABLE' })
  })
  return answerOf<Answer>(response.status, await response.text(), response.headers.get('content-type'))
}

/** Reads an answer's text into data, or throws its problem. Shared with uploads. */
export function answerOf<Answer>(status: number, text: string, contentType: string | null): Answer {
  const json = contentType?.includes('json') ? parsed(text) : undefined
  if (status >= 200 && status < 300 && (json !== undefined || text === '')) return json as Answer
  const problem = isProblemBody(json) ? new ProblemError(json) : new ProblemError({ code: 'UNREADABLE', status })
  if (problem.code === 'NOT_SIGNED_IN') whenSignedOut()
  throw problem
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isProblemBody = (json: unknown): json is ConstructorParameters<typeof ProblemError>[0] =>
  typeof json === 'object' && json !== null && 'code' in json && typeof json.code === 'string'
