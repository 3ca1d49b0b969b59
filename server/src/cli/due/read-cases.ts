import { readFileSync, statSync } from 'node:fs'
import { z } from 'zod'
import {
  type CalendarSpec,
  chinaHolidays,
  holidaysOf,
  limitUnits,
  type WorkCalendar,
  weekdays,
  workCalendar,
} from '../../sla/calendar/index.ts'

// The file of `due`, as people and programs write it. What is wrong is told with its place: `calendar.hours: …`, `pauses[0].to: …`.

const slots = z.array(z.tuple([z.string(), z.string()]))
const dates = z.array(z.string())
const Calendar = z.object({
  zone: z.string('is the name of a time zone, such as Asia/Shanghai'),
  hours: z
    .union(
      [slots, z.partialRecord(z.enum(weekdays), slots)],
      'is a list such as [["09:00","12:00"],["13:30","18:00"]], or such lists by weekday (mon … sun)',
    )
    .optional(),
  weekend: z.array(z.enum(weekdays), 'is a list of weekdays (mon … sun)').optional(),
  holidays: z
    .union(
      [z.literal('CN'), dates, z.object({ daysOff: dates.default([]), makeUpDays: dates.default([]), years: z.array(z.int()).optional() })],
      'is "CN", a list of dates off, or {daysOff, makeUpDays, years}',
    )
    .nullish(),
})

const isoInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/
const Instant = z
  .string('is an instant such as 2026-09-30T16:00:00+08:00')
  .refine(isInstant, 'is no instant; it is written 2026-09-30T16:00:00+08:00 or 2026-09-30T08:00:00Z')
  .transform((instant) => new Date(instant))
const DueCase = z.object(
  {
    id: z.union([z.string().min(1), z.number()], 'is a word or a number'),
    unit: z.enum(limitUnits, `is one of ${limitUnits.join(', ')}`),
    amount: z.number('is a number'),
    startedAt: Instant,
    pauses: z
      .array(
        z
          .object({ from: Instant, to: Instant.nullish().transform((to) => to ?? null) }, 'is {from, to}')
          .refine(({ from, to }) => to === null || from <= to, { path: ['to'], message: 'lies before from' }),
        'is a list of {from, to}',
      )
      .nullish()
      .transform((pauses) => pauses ?? []),
  },
  'is {id, unit, amount, startedAt, pauses}',
)
type DueCase = z.output<typeof DueCase>

const File = z.object({ calendar: z.unknown(), cases: z.array(z.unknown(), 'is a list of cases') }, 'is {calendar, cases}')

/** `strange`: fields of the calendar that mean nothing. @throws Error naming the file and the field */
export function readDueFile(path: string): { calendar: WorkCalendar; cases: unknown[]; strange: string[] } {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new Error(`There is no file ${path}`)
  const file = File.safeParse(parsed(path))
  if (!file.success) throw new Error(`${path}: ${firstOf(file.error)}`)
  const spec = Calendar.safeParse(file.data.calendar)
  if (!spec.success) throw new Error(`${path}: ${firstOf(spec.error, 'calendar')}`)
  try {
    const strange = fieldsBeside(Calendar.shape, file.data.calendar).map((field) => `calendar.${field}`)
    return { calendar: workCalendar(specOf(spec.data)), cases: file.data.cases, strange }
  } catch (error) {
    throw new Error(`${path}: calendar.${(error as Error).message}`)
  }
}

/** @throws Error naming the field */
export function readDueCase(given: unknown): DueCase {
  const read = DueCase.safeParse(given)
  if (!read.success) throw new Error(firstOf(read.error))
  return read.data
}

/** `case c7`, or by its place when it has no id. */
export function nameOf(given: unknown, at: number): string {
  const id = (given as { id?: unknown } | null)?.id
  return typeof id === 'string' || typeof id === 'number' ? `case ${id}` : `case at place ${at + 1}`
}

const fieldsBeside = (shape: object, given: unknown) => Object.keys(given ?? {}).filter((field) => !Object.hasOwn(shape, field))
export const unknownFields = (given: unknown): string[] => fieldsBeside(DueCase.shape, given)

function specOf({ zone, hours, weekend, holidays }: z.output<typeof Calendar>): CalendarSpec {
  const plan = holidays === 'CN' ? holidaysOf(chinaHolidays) : Array.isArray(holidays) ? { daysOff: holidays, makeUpDays: [] } : holidays
  const { years, ...days } = plan ?? { daysOff: [], makeUpDays: [] }
  return { zone, ...(hours && { hours }), ...(weekend && { weekend }), holidays: { ...days, ...(years && { years }) } }
}

function parsed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new Error(`${path} is not JSON: ${(error as Error).message}`)
  }
}

/** JavaScript takes 30 February for 2 March. */
function isInstant(text: string): boolean {
  const date = new Date(`${text.slice(0, 10)}T00:00:00Z`)
  return isoInstant.test(text) && !Number.isNaN(Date.parse(text)) && date.toISOString().startsWith(text.slice(0, 10))
}

/** `pauses[0].to: lies before from` */
function firstOf({ issues: [issue] }: z.ZodError, under?: string): string {
  const path = [...(under ? [under] : []), ...(issue?.path ?? [])]
  const field = path.map((step, at) => (typeof step === 'number' ? `[${step}]` : `${at > 0 ? '.' : ''}${String(step)}`)).join('')
  const message = issue?.message ?? 'cannot be read'
  return field ? `${field}: ${message}` : message
}
