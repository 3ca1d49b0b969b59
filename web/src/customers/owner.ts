import { isProblem, ProblemError } from '../platform/index.ts'

const id = /\s?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/i

/** The customer who has the phone, e-mail or number already, as the refusal names them: `电话已属于客户 0192…`. */
export const ownerIn = (error: unknown) => (isProblem(error, 'ALREADY_EXISTS') ? id.exec(error.detail ?? '')?.[1] : undefined)

/** The same refusal without the id, which tells people nothing; the way to that customer stands beside it. */
export function withoutIds(error: unknown) {
  if (!isProblem(error)) return error
  const { code, status, title, detail, requestId, errors } = error
  return new ProblemError({
    code,
    status,
    title,
    ...(detail && { detail: detail.replace(id, '') }),
    ...(requestId && { requestId }),
    errors: errors.map((one) => ({ ...one, detail: one.detail.replace(id, '') })),
  })
}
