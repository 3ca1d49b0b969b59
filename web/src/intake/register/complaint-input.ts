import { IncomingComplaint } from '@zhiwei/contract'

/** The form as it is filled in; names as the contract's, so that problems find their field. */
export type ComplaintForm = {
  channel: string
  complainant?: { phone?: string; name?: string; kind?: string; email?: string; customerNo?: string }
  text?: string
  subject?: string
  category?: string
  product?: string
  node?: string
  region?: string
  amountFen?: number
  remedySought?: string
  receivedAt?: string
  regulator?: { authority?: string; referenceNo?: string; dueAt?: string }
}

/** `code` has its words under `intake:register.input`. */
export type InputError = { name: (string | number)[]; code: 'required' | 'tooLong' | 'invalid' | 'phoneShort' }

/** Fewer digits only look somebody up; a number to call back has at least these. */
export const shortestPhone = 7
/** From so many digits on, callers are looked up. */
export const shortestLookUp = 4

export const digitsOf = (phone: string | undefined) => (phone ?? '').replace(/\D/g, '')

/** What was filled in, without blanks, as the contract wants it. */
export function inputOf(form: ComplaintForm): Record<string, unknown> {
  const { complainant, regulator, ...rest } = form
  return {
    ...withoutBlanks(rest),
    complainant: withoutBlanks(complainant ?? {}),
    ...(form.channel === 'regulator' && { regulator: withoutBlanks(regulator ?? {}) }),
  }
}

function withoutBlanks(values: Record<string, unknown>) {
  const filled = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && String(value).trim() !== '')
  return Object.fromEntries(filled)
}

/** Holds the form against the contract before it is sent. */
export function inputErrorsOf(form: ComplaintForm): InputError[] {
  const digits = digitsOf(form.complainant?.phone)
  const short: InputError[] = digits !== '' && digits.length < shortestPhone ? [{ name: ['complainant', 'phone'], code: 'phoneShort' }] : []
  const parsed = IncomingComplaint.safeParse(inputOf(form))
  if (parsed.success) return short
  const codes: Record<string, InputError['code']> = { invalid_type: 'required', too_small: 'required', too_big: 'tooLong' }
  const found = parsed.error.issues.map(({ path, code }) => ({ name: path as (string | number)[], code: codes[code] ?? 'invalid' }))
  return [...short, ...found]
}
