import { actInputs, type CaseDetail, DisputeDecision, TaskResultInput } from '@zhiwei/contract'
import type { ActForm, Field, Values } from './form.ts'
import { openTasksOf } from './own-rows.ts'

/** `code` has its words under `cases:input`. */
export type InputError = { name: (string | number)[]; code: 'required' | 'tooLong' | 'invalid' | 'nothing' }

export const isShown = (field: Field, complaintCase: CaseDetail, values: Values) => field.when?.(complaintCase, values) ?? true

export const isRequired = ({ required = false }: Field, complaintCase: CaseDetail, values: Values) =>
  typeof required === 'function' ? required(complaintCase, values) : required

export const initialValuesOf = (form: ActForm, complaintCase: CaseDetail): Values =>
  Object.fromEntries(form.fields.map(({ name, initial }) => [name, initial?.(complaintCase)]))

/** What the person filled in as the contract wants it: without blanks, without fields that are not shown. */
export function bodyOf(form: ActForm, complaintCase: CaseDetail, values: Values): Values {
  const shown = form.fields.filter((field) => isShown(field, complaintCase, values))
  const entries = shown.map(({ name }) => [name, filledIn(name, values[name])] as const)
  return Object.fromEntries(entries.filter(([name, value]) => value !== undefined && isSent(form, complaintCase, name, values[name])))
}

function filledIn(name: string, value: unknown): unknown {
  if (value === '' || value === null || value === undefined) return undefined
  if (typeof value === 'string' && value.trim() === '') return undefined
  if (name === 'stage') return Number(value)
  if (name === 'excused') return (value as { reason?: string }[]).filter((one) => one?.reason?.trim())
  if (Array.isArray(value))
    return value.filter(Boolean).map((one: object) => Object.fromEntries(Object.entries(one).filter(([, part]) => part)))
  return value
}

/** Where only changes are sent, a value as it was is none; confirming a proposed category is one. */
function isSent(form: ActForm, complaintCase: CaseDetail, name: string, value: unknown) {
  if (!form.changesOnly || name === 'reason') return true
  if (name === 'category' && !complaintCase.categoryConfirmed) return true
  return String(value) !== String(form.fields.find((field) => field.name === name)?.initial?.(complaintCase))
}

/** Holds the body against the contract's schema before it is sent. */
export function inputErrorsOf(form: ActForm, complaintCase: CaseDetail, values: Values): InputError[] {
  const body = bodyOf(form, complaintCase, values)
  const blank = form.fields
    .filter((field) => isShown(field, complaintCase, values) && isRequired(field, complaintCase, values))
    .filter(({ name }) => body[name] === undefined || body[name] === false)
    .map(({ name }): InputError => ({ name: [name], code: 'required' }))
  const errors = [...blank, ...unexcusedOf(form, complaintCase, values), ...schemaErrorsOf(form, body)]
  const isNothing = form.changesOnly === true && Object.keys(body).every((name) => name === 'reason')
  if (errors.length === 0 && isNothing) return [{ name: [], code: 'nothing' }]
  return errors.filter(({ name }, index) => errors.findIndex((other) => String(other.name) === String(name)) === index)
}

/** A return and a closure wait for no co-handler: every open task is done, or excused with a reason. */
function unexcusedOf(form: ActForm, complaintCase: CaseDetail, values: Values): InputError[] {
  if (!form.fields.some(({ kind }) => kind === 'excused')) return []
  const excused = (values.excused ?? []) as ({ reason?: string } | undefined)[]
  return openTasksOf(complaintCase).flatMap((_task, index) =>
    excused[index]?.reason?.trim() ? [] : [{ name: ['excused', index, 'reason'], code: 'required' as const }],
  )
}

function schemaErrorsOf(form: ActForm, body: Values): InputError[] {
  const schema = form.noun === 'taskResults' ? TaskResultInput : form.noun === 'disputeDecisions' ? DisputeDecision : actInputs[form.noun]
  const parsed = schema.safeParse(body)
  if (parsed.success) return []
  // What the inputs let through can only be missing, too long, or of the wrong form.
  const codes: Record<string, InputError['code']> = { invalid_type: 'required', too_small: 'required', too_big: 'tooLong' }
  return parsed.error.issues.map(({ path, code }) => ({ name: path as (string | number)[], code: codes[code] ?? 'invalid' }))
}
