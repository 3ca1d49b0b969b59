import type { FastifyBaseLogger } from 'fastify'

/** Structured log of the process: facts first, then a short sentence. Never bodies, never what identifies a customer. */
export type Log = Pick<FastifyBaseLogger, 'debug' | 'info' | 'warn' | 'error'>

const nothing = () => {}
export const silentLog: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing }

/** Options of the logger (one JSON object a line on stdout). */
export const logOptions = (level: string) => ({
  level,
  base: undefined,
  redact: ['*.authorization', '*.cookie', '*.headers.authorization', '*.headers.cookie', '*.headers["set-cookie"]'],
  serializers: { err: errorFacts, req: () => undefined, res: () => undefined },
})

type LoggedError = Error & { code?: string; constraint?: string; table?: string; severity?: string }

/** What of an error may be logged: the database's `detail`, and its message on bad data, carry the values themselves. */
function errorFacts(error: LoggedError): Record<string, unknown> {
  const hidden = error.severity !== undefined && /^2[23]/.test(error.code ?? '') ? withoutValues : (text: string | undefined) => text
  return {
    type: error.name,
    code: error.code,
    message: hidden(error.message),
    stack: hidden(error.stack),
    constraint: error.constraint,
    table: error.table,
    ...(error.cause instanceof Error && { cause: errorFacts(error.cause) }),
  }
}

const withoutValues = (text: string | undefined) => text?.replace(/"[^"]*"/g, '"…"')
