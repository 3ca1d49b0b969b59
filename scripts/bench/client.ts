import type { Target } from './load.ts'

/** Calls outside of any measurement; an answer of 400 or higher ends the bench. */
export function clientOf({ url, headers }: Target) {
  // biome-ignore lint/suspicious/noExplicitAny: read as the reader of the answer would
  async function send(method: string, path: string, body?: unknown): Promise<any> {
    const response = await fetch(`${url}/api/v1${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) })
    if (response.status >= 400) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`)
    return response.json()
  }
  return { get: (path: string) => send('GET', path), post: (path: string, body: unknown) => send('POST', path, body) }
}
export type Client = ReturnType<typeof clientOf>
