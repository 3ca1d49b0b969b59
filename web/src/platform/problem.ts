import type { Problem, ProblemCode } from '@zhiwei/contract'

/** `UNREACHABLE`: no answer came at all. `UNREADABLE`: an answer came that is not ours (a proxy's page). */
export type ErrorCode = ProblemCode | 'UNREACHABLE' | 'UNREADABLE'

/** A refused or failed call, as RFC 9457 problem details tell it. */
export class ProblemError extends Error {
  readonly code: ErrorCode
  readonly status: number
  readonly title: string
  readonly detail: string | undefined
  readonly requestId: string | undefined
  readonly errors: { pointer: string; detail: string }[]
  readonly missing: string[]

  constructor(problem: Partial<Omit<Problem, 'code'>> & { code: ErrorCode }) {
    super(problem.detail ?? problem.title ?? problem.code)
    this.name = 'ProblemError'
    this.code = problem.code
    this.status = problem.status ?? 0
    this.title = problem.title ?? ''
    this.detail = problem.detail
    this.requestId = problem.requestId
    this.errors = problem.errors ?? []
    this.missing = problem.missing ?? []
  }
}

export function isProblem(error: unknown, ...codes: ErrorCode[]): error is ProblemError {
  return error instanceof ProblemError && (codes.length === 0 || codes.includes(error.code))
}

/** The input errors in the shape Ant Design's `form.setFields` takes: `#/complainant/phone` → `['complainant', 'phone']`. */
export function fieldErrorsOf(error: unknown): { name: (string | number)[]; errors: string[] }[] {
  if (!(error instanceof ProblemError)) return []
  return error.errors.map(({ pointer, detail }) => ({ name: pathOf(pointer), errors: [detail] }))
}

function pathOf(pointer: string) {
  const steps = pointer.replace(/^#?\//, '').split('/')
  return steps.map((step) => {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~')
    return /^\d+$/.test(name) ? Number(name) : name
  })
}
