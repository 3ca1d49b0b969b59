import { isUtf8 } from 'node:buffer'
import { cleanText } from '@zhiwei/text'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../errors.ts'

/** Deeper input than this is nobody's form; the limit also keeps every walk over a body from running out of stack. */
const deepestInput = 64

/** What comes in from outside is JSON in UTF-8 (files apart), not deeper than 64 levels, and its texts are cleaned once, here. */
export function takeInput(app: FastifyInstance) {
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser(['application/json', 'text/plain'])
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (body.length === 0) return done(null, null)
    if (!isUtf8(body)) return done(new AppError('JSON_INVALID', '请用 UTF-8 编码发送'))
    return parseJson(request, body.toString('utf8'), done)
  })
  app.addHook('preValidation', async (request) => {
    cleanInput(request.params)
    cleanInput(request.query)
    if (request.body === undefined || request.body === null) {
      // A body on an act without fields may be left out.
      if (['POST', 'PUT', 'PATCH'].includes(request.method)) request.body = {}
    } else if (!Buffer.isBuffer(request.body)) cleanInput(request.body)
  })
}

/**
 * Cleans every text of parsed input in place (NUL, lone surrogates → U+FFFD, NFC).
 * @throws JSON_INVALID when it is nested too deeply
 */
export function cleanInput(node: unknown, depth = 0) {
  if (typeof node !== 'object' || node === null) return
  if (depth >= deepestInput) throw new AppError('JSON_INVALID', `内容的层级不能超过 ${deepestInput} 层`)
  const parent = node as Record<string, unknown>
  for (const key of Object.keys(parent)) {
    const child = parent[key]
    if (typeof child === 'string') parent[key] = cleanText(child)
    else if (typeof child === 'object') cleanInput(child, depth + 1)
  }
}
