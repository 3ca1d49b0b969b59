import { type Problem, type ProblemCode, problems } from '@zhiwei/contract'

/** What an AppError may add to the problem details. */
export type ProblemFacts = {
  errors?: Problem['errors']
  missing?: string[]
  retryAfterSeconds?: number
  differs?: boolean
  limit?: Problem['limit']
}

/** The one error type of the product: a documented code, a detail that says what to do next, and facts. */
export class AppError extends Error {
  readonly code: ProblemCode
  readonly detail: string | undefined
  readonly facts: ProblemFacts

  constructor(code: ProblemCode, detail?: string, facts: ProblemFacts = {}) {
    super(detail ? `${code}: ${detail}` : code)
    this.code = code
    this.detail = detail
    this.facts = facts
  }

  get status() {
    return problems[this.code].status
  }
}

/** RFC 9457 body of a problem. */
export function problemOf(code: ProblemCode, requestId: string, detail?: string, facts: ProblemFacts = {}): Problem {
  return {
    type: `/api/docs/problems#${code}`,
    title: problems[code].title,
    status: problems[code].status,
    ...(detail && { detail }),
    instance: `urn:request:${requestId}`,
    code,
    requestId,
    ...(facts.errors && { errors: facts.errors }),
    ...(facts.missing && { missing: facts.missing }),
    ...(facts.limit && { limit: facts.limit }),
  }
}

/** One field of the input is wrong: `pointer` names it (`#/dueAt`). */
export const invalidInput = (pointer: string, detail: string) => new AppError('INPUT_INVALID', detail, { errors: [{ pointer, detail }] })
