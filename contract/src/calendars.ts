import { z } from 'zod'
import { Id, Instant, line, listOf, Reason, Version } from './primitives.ts'

export const weekdayCodes = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export const WeekdayCode = z.enum(weekdayCodes)
/** `YYYY-MM-DD`, a date without a zone. */
const CalendarDate = z.iso.date()
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, '时刻写作 HH:MM，最晚 24:00')
/** 上班时段: `["09:00", "12:00"]`, on the wall clock; a night is two slots, to 24:00 and from 00:00. */
const WorkSlot = z.tuple([TimeOfDay, TimeOfDay])
const Slots = z.array(WorkSlot).max(8)
/** Slots of each weekday; those of a weekend day are worked on its make-up days. */
export const WeekHours = z.strictObject({
  mon: Slots.default([]),
  tue: Slots.default([]),
  wed: Slots.default([]),
  thu: Slots.default([]),
  fri: Slots.default([]),
  sat: Slots.default([]),
  sun: Slots.default([]),
})
/** Whose public holidays: `CN`, `HK`, `DE-BY`. */
const HolidayRegion = z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, '地区写作两位大写字母代码，如 CN')
const CalendarYearNumber = z.coerce.number().int().min(1900).max(2200)

export const WorkCalendar = z.object({
  id: Id,
  name: z.string(),
  /** The company's own: kept by every unit that has no other. */
  company: z.boolean(),
  zone: z.string(),
  /** null: the company's zone. */
  ownZone: z.string().nullable(),
  hours: WeekHours,
  weekend: z.array(WeekdayCode),
  region: HolidayRegion.nullable(),
  /** Units that keep it, with everything below them that has no other. */
  units: z.array(z.object({ id: Id, name: z.string() })),
  version: z.number().int(),
})
export const WorkCalendarRows = listOf(WorkCalendar)

const changeable = {
  name: line(60),
  /** IANA name; the company calendar's is the tenant's, in which days of lists and workbench begin. */
  zone: z.string().max(60).nullable(),
  hours: WeekHours,
  weekend: z.array(WeekdayCode).max(6),
  region: HolidayRegion.nullable(),
  unitIds: z.array(Id).max(500),
}
export const WorkCalendarInput = z.strictObject({
  ...changeable,
  zone: changeable.zone.default(null),
  unitIds: changeable.unitIds.default([]),
})
export const WorkCalendarChange = z.strictObject(changeable).partial().extend({ version: Version })
export const WithReason = z.strictObject({ version: Version, reason: Reason })

const ownDayKinds = ['off', 'makeUp', 'hours'] as const
/** 另定: off, worked as on a make-up day, or with hours of its own; comes before any public holiday. `from` to `to` is at most 62 days. */
export const OwnDaysInput = z.strictObject({
  from: CalendarDate,
  to: CalendarDate,
  kind: z.enum(ownDayKinds),
  hours: Slots.optional(),
  reason: line(200),
  version: Version,
})

const HolidayNotice = z.object({
  number: line(60),
  title: line(120),
  issuedOn: CalendarDate,
  url: z.url({ protocol: /^https?$/, error: '请填写公告的网址' }).max(300),
})
export const PublicHoliday = z.object({ name: line(40), from: CalendarDate, to: CalendarDate, makeUpDays: z.array(CalendarDate).max(10) })
const holidayOrigins = ['shipped', 'imported', 'entered'] as const

export const HolidayYear = z.object({
  region: HolidayRegion,
  year: z.number().int(),
  notice: HolidayNotice,
  holidays: z.array(PublicHoliday),
  /** With the program, from a file or a pasted notice, by hand. */
  origin: z.enum(holidayOrigins),
  by: z.string().nullable(),
  at: Instant,
  /** Comes with the program: it may be corrected, not withdrawn. */
  shipped: z.boolean(),
  version: z.number().int(),
})
export const HolidayYearRows = listOf(HolidayYear)
/** `version` 0 for a year that is not there yet. */
export const HolidayYearInput = z.strictObject({
  notice: HolidayNotice,
  holidays: z.array(PublicHoliday).min(1).max(60),
  origin: z.enum(['imported', 'entered']).default('entered'),
  version: Version,
})
export const HolidayYearParams = z.object({ region: HolidayRegion, year: CalendarYearNumber })

/** The notice itself, or lines `2027-01-01,放假,元旦` · `2027-02-06,上班,春节`. */
export const HolidayReadingInput = z.strictObject({ text: z.string().min(1).max(20_000) })
/** What was read of a notice or a table, to be looked at before it is stored; nothing is stored. */
export const HolidayReading = z.object({
  year: z.number().int().nullable(),
  notice: z.object({ number: z.string(), title: z.string(), issuedOn: CalendarDate.nullable(), url: z.string() }),
  holidays: z.array(PublicHoliday),
  /** What does not fit together or could not be read; `line` null: the whole. */
  problems: z.array(z.object({ line: z.number().int().nullable(), detail: z.string() })),
})

const dayKinds = ['dayOff', 'makeUp', 'ownOff', 'ownMakeUp', 'ownHours'] as const
export const SpecialDay = z.object({
  date: CalendarDate,
  kind: z.enum(dayKinds),
  /** The public holiday it belongs to. */
  name: z.string().nullable(),
  /** Why an own day is what it is. */
  reason: z.string().nullable(),
  hours: Slots,
})
/** 全年: what is not an ordinary day of the week; `notice` null: the year is not yet announced (尚未公布). */
export const CalendarYear = z.object({
  year: z.number().int(),
  region: HolidayRegion.nullable(),
  notice: HolidayNotice.nullable(),
  /** The next year's notice may still move days at the end of this one. */
  nextAnnounced: z.boolean(),
  days: z.array(SpecialDay),
  counts: z.object({ workingDays: z.number().int(), workingHours: z.number() }),
})
export const CalendarYearParams = z.object({ id: Id, year: CalendarYearNumber })
export const CalendarDayParams = z.object({ id: Id, date: CalendarDate })

export const limitUnitCodes = ['workingMinute', 'workingHour', 'workingDay', 'calendarMinute', 'calendarHour', 'calendarDay'] as const
export const DueTimeQuery = z.strictObject({
  startedAt: Instant,
  amount: z.coerce.number().min(0).max(100_000),
  unit: z.enum(limitUnitCodes),
})
/** `first`: the day of the start, which days leave out; `moved`: a last day on a day off. */
const passedDayKinds = ['counted', 'first', 'weekend', 'dayOff', 'ownOff', 'moved'] as const
export const PassedDay = z.object({
  date: CalendarDate,
  kind: z.enum(passedDayKinds),
  /** Why: the holiday, the reason of an own day, or the holiday a make-up day is for. */
  why: z.string().nullable(),
  makeUp: z.boolean(),
  /** Working minutes that passed on it. */
  minutes: z.number(),
})
export const DueTime = z.object({
  dueAt: Instant,
  /** Days without announced holidays were counted with plain weekends. */
  assumed: z.boolean(),
  /** Day by day, at most 100 of them; `more` came after. */
  days: z.array(PassedDay),
  more: z.number().int(),
})

export type WorkCalendar = z.infer<typeof WorkCalendar>
export type WeekHours = z.infer<typeof WeekHours>
export type WeekdayCode = z.infer<typeof WeekdayCode>
export type HolidayYear = z.infer<typeof HolidayYear>
export type PublicHoliday = z.infer<typeof PublicHoliday>
export type HolidayReading = z.infer<typeof HolidayReading>
export type CalendarYear = z.infer<typeof CalendarYear>
export type SpecialDay = z.infer<typeof SpecialDay>
export type DueTime = z.infer<typeof DueTime>
export type PassedDay = z.infer<typeof PassedDay>
