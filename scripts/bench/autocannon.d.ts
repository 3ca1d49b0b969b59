/** The part of autocannon that the benches use. */
declare module 'autocannon' {
  import type { EventEmitter } from 'node:events'

  export type Request = { method?: string; path?: string; headers?: Record<string, string>; body?: string }
  export type Options = {
    url: string
    connections: number
    duration?: number
    amount?: number
    timeout?: number
    requests: (Request & { setupRequest?: (request: Request) => Request })[]
  }
  export type Result = { duration: number; requests: { total: number }; errors: number; timeouts: number; non2xx: number }
  export default function autocannon(options: Options, done: (error: Error | null, result: Result) => void): EventEmitter
}
