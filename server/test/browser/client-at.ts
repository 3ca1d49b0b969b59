import type { Client } from '../harness.ts'

/** Somebody's client over the wire, as `signedInAs` is inside the process: to bring about what an example begins with. */
export async function clientAt(url: string, username: string, password: string): Promise<Client> {
  let cookie = ''
  async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { origin: url, cookie, ...(body !== undefined && !isForm(body) && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: isForm(body) ? body : JSON.stringify(body) }),
    })
    // Signing in and changing to another tenant bring a new one.
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie
    const text = await response.text()
    // biome-ignore lint/suspicious/noExplicitAny: tests read answers as their reader would
    const parsed = response.headers.get('content-type')?.includes('json') ? (JSON.parse(text) as any) : text
    return { status: response.status, body: parsed, headers: Object.fromEntries(response.headers) }
  }
  const signedIn = await send('POST', '/sessions', { username, password })
  if (signedIn.status !== 201) throw new Error(`sign-in of ${username} answered ${signedIn.status}: ${JSON.stringify(signedIn.body)}`)
  return {
    get: (path, headers) => send('GET', path, undefined, headers),
    post: (path, body = {}, headers) => send('POST', path, body, headers),
    put: (path, body, headers) => send('PUT', path, body, headers),
    patch: (path, body, headers) => send('PATCH', path, body, headers),
    delete: (path, body, headers) => send('DELETE', path, body, headers),
  }
}

const isForm = (body: unknown): body is FormData => body instanceof FormData
