import { finished } from 'node:stream/promises'
import type { ProblemCode } from '@zhiwei/contract'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { isBadValue, isDatabaseGone, isUniqueViolation, isWorthARetry } from '../database.ts'
import { AppError, problemOf } from '../errors.ts'
import { inEnglish } from './english.ts'
import { languageOf } from './language.ts'

/** What the HTTP library says in its own codes, in ours. */
const libraryCodes: Record<string, ProblemCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_REQ_FILE_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'MEDIA_TYPE_UNSUPPORTED',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'MEDIA_TYPE_UNSUPPORTED',
  FST_ERR_CTP_INVALID_JSON_BODY: 'JSON_INVALID',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'JSON_INVALID',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'INPUT_INVALID',
  FST_ERR_BAD_URL: 'INPUT_INVALID',
  FST_ERR_MAX_PARAM_LENGTH: 'INPUT_INVALID',
}

/** The one error handler: every error leaves as problem details; what is not ours is a 500 with its cause in the log. */
export async function answerProblem(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  const problem = translate(error)
  if (problem.code === 'INTERNAL') request.log.error({ err: error, route: request.routeOptions.url }, 'request failed')
  else if (problem.code === 'DATABASE_UNAVAILABLE')
    request.log.warn({ err: error, route: request.routeOptions.url }, 'database unavailable')
  else if (isFileMissing(error)) request.log.error({ err: error, route: request.routeOptions.url }, 'a stored file is missing')
  else if (isBadValue(error)) request.log.warn({ err: error, route: request.routeOptions.url }, 'the database refused a value')
  // What the route had said of an answer that does not come now.
  reply.removeHeader('Content-Length').removeHeader('Content-Disposition')
  if (problem.facts.retryAfterSeconds) reply.header('Retry-After', problem.facts.retryAfterSeconds)
  if (problem.code === 'BODY_TOO_LARGE') await readToTheEnd(request)
  return sendProblem(request, reply, problem)
}

export function answerUnknownRoute(request: FastifyRequest, reply: FastifyReply) {
  const methods = request.server.methodsOf(request.url.split('?', 1)[0] ?? '')
  if (methods.length === 0 || methods.includes(request.method)) return sendProblem(request, reply, new AppError('NOT_FOUND', '请检查地址'))
  reply.header('Allow', methods.join(', '))
  return sendProblem(request, reply, new AppError('METHOD_NOT_ALLOWED', `这个地址支持 ${methods.join('、')}`))
}

const longestRestMs = 20_000

/** An answer before the body was read is lost when the connection is reset under the sender; so the rest is read and forgotten, for a while. */
async function readToTheEnd(request: FastifyRequest) {
  request.raw.resume()
  await finished(request.raw, { writable: false, signal: AbortSignal.timeout(longestRestMs) }).catch(() => {})
}

function sendProblem(request: FastifyRequest, reply: FastifyReply, error: AppError) {
  const problem = problemOf(error.code, request.id, error.detail, error.facts)
  const isEnglish = languageOf(request.headers['accept-language']) === 'en'
  // Serialised here: a route's response schemas speak of its successes only.
  return reply
    .code(error.status)
    .header('Content-Type', 'application/problem+json; charset=utf-8')
    .header('Content-Language', isEnglish ? 'en' : 'zh-CN')
    .serializer((payload) => JSON.stringify(payload))
    .send(isEnglish ? inEnglish(problem) : problem)
}

/** A stored file that its row still names: somebody removed it from the disk, or the backup came back without it. */
const isFileMissing = ({ code, syscall }: FastifyError & { syscall?: string }) => code === 'ENOENT' && syscall === 'open'

/** The multipart parser gives its errors no code: no boundary in the header, or a body that breaks off. */
const isBrokenUpload = ({ message }: FastifyError) => /^Multipart: |^Unexpected end of (multipart data|form)/.test(message)

function translate(error: FastifyError): AppError {
  if (error instanceof AppError) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.slice(0, 50).map((issue) => ({ pointer: `#${issue.instancePath}`, detail: issue.message ?? '' }))
    return new AppError('INPUT_INVALID', `${error.validationContext ?? ''} ${errors[0]?.pointer ?? ''}`.trim(), { errors })
  }
  const code = libraryCodes[error.code]
  if (code) return new AppError(code)
  if (isBrokenUpload(error)) return new AppError('INPUT_INVALID', '上传的内容不完整，请重新上传')
  if (isFileMissing(error)) return new AppError('NOT_FOUND', '文件不在服务器上了，请管理员从备份恢复')
  if (isDatabaseGone(error)) return new AppError('DATABASE_UNAVAILABLE', '请稍后用同一请求重试', { retryAfterSeconds: 2 })
  if (isWorthARetry(error)) return new AppError('DATABASE_UNAVAILABLE', '请用同一请求重试', { retryAfterSeconds: 1 })
  if (isBadValue(error)) return new AppError('INPUT_INVALID', '有一个值超出了可以保存的范围')
  if (isUniqueViolation(error)) return new AppError('ALREADY_EXISTS', '请刷新后重试')
  if (error instanceof SyntaxError && error.statusCode === 400) return new AppError('JSON_INVALID')
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500) return new AppError('INPUT_INVALID', error.message)
  return new AppError('INTERNAL', '请把请求编号告诉管理员')
}
