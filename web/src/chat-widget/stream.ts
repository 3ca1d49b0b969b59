import type { ChatMessage, ChatShown } from '@zhiwei/contract'
import { call } from './calls.ts'

export type Hears = {
  message: (message: ChatMessage, id: string) => void
  chat: (chat: ChatShown) => void
  connected: (is: boolean) => void
}

const firstPauseMs = 1_000
const longestPauseMs = 30_000
/** The server writes every twenty seconds: a line that is silent longer is dead, whatever the browser thinks. */
const silentMs = 45_000

/**
 * Server-sent events read by fetch, which alone can carry the token in a header. After a break it goes on from the last message there is.
 * @returns what stops it
 */
export function listen(hears: Hears, from: () => string): () => void {
  const stopping = new AbortController()
  let pauseMs = firstPauseMs

  async function run() {
    while (!stopping.signal.aborted) {
      const line = new AbortController()
      const stop = () => line.abort()
      stopping.signal.addEventListener('abort', stop)
      try {
        const id = from()
        const answer = await call('/stream', { signal: line.signal, headers: id ? { 'Last-Event-ID': id } : {} })
        hears.connected(true)
        pauseMs = firstPauseMs
        if (answer.body) await read(answer.body.pipeThrough(new TextDecoderStream()).getReader(), line)
      } catch {
        // tried again below
      } finally {
        stopping.signal.removeEventListener('abort', stop)
        line.abort()
      }
      if (stopping.signal.aborted) return
      hears.connected(false)
      await new Promise((done) => setTimeout(done, pauseMs))
      pauseMs = Math.min(pauseMs * 2, longestPauseMs)
    }
  }

  async function read(reader: ReadableStreamDefaultReader<string>, line: AbortController) {
    let text = ''
    for (;;) {
      const silence = setTimeout(() => line.abort(), silentMs)
      const { done, value } = await reader.read().finally(() => clearTimeout(silence))
      if (done) return
      text += value
      const events = text.split('\n\n')
      text = events.pop() ?? ''
      for (const event of events) tell(event)
    }
  }

  function tell(event: string) {
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(event)?.[1]
    const data = field('data')
    if (data === undefined) return
    if (field('event') === 'message') hears.message(JSON.parse(data) as ChatMessage, field('id') ?? '')
    if (field('event') === 'chat') hears.chat(JSON.parse(data) as ChatShown)
  }

  void run()
  return () => stopping.abort()
}
