import { dueAt } from '../sla/calendar/index.ts'
import { nameOf, readDueCase, readDueFile, unknownFields } from './due/read-cases.ts'
import { type Command, fileAsGiven, readArgs, say, UsageError } from './usage.ts'

export const command: Command = {
  help: `Usage: npm run -s zhiwei -- due --in FILE.json

Tells when time limits end, by a working calendar. No server and no database is needed. For each case one JSON line on stdout, in their order:
{"id":…,"dueAt":"2026-10-08T08:30:00.000Z","pausedMinutes":0}

FILE.json: {"calendar": {"zone": "Asia/Shanghai", "hours": [["09:00","12:00"],["13:30","18:00"]], "holidays": "CN"},
            "cases": [{"id": "c1", "unit": "workingHour", "amount": 8, "startedAt": "2026-09-30T16:00:00+08:00",
                       "pauses": [{"from": "2026-10-08T09:00:00+08:00", "to": "2026-10-08T10:00:00+08:00"}]}]}

calendar
  zone      IANA name
  hours     working hours of a day, or by weekday: {"mon": [["09:00","18:00"]], …}; left out, round the clock
  weekend   ["sat","sun"] when left out; with hours by weekday, the days without hours
  holidays  "CN": as the State Council announced them (2024, 2025, 2026); or a list of dates off; or {"daysOff": ["2026-10-01"],
            "makeUpDays": ["2026-10-10"], "years": [2026]} (years: those known; left out, every year is); left out, none
cases
  unit      workingMinute, workingHour, calendarMinute, calendarHour: run from startedAt, fractions allowed; stopped by pauses
            workingDay: leaves the first day out, ends with the close of hours of the last; calendarDay: ends at 24:00 of the last day, of the
            next working day where that is a day off. Whole numbers; pauses do not stop days
  startedAt ISO 8601 with Z or an offset, as are the pauses' from and to; "to" left out or null: not resumed yet

dueAt is UTC; null while a pause without an end holds the clock. pausedMinutes are the whole minutes of the limit's own time that pauses stopped
up to dueAt: working minutes of a working limit, 0 of days. "assumed": true stands on a line whose days lie in a year without announced holidays
(or in the last week before it): plain weekends were counted. Fields not named here are left alone, and told of on stderr.

A case that cannot be read or counted gets a line on stderr with its id and field; the others are answered, and the exit code is 1. A file or
calendar that cannot be read ends with 1 and no answer. The rules and their sources: docs/rules/calendars.md`,
  async run(args) {
    const { values } = readArgs(args, { in: { type: 'string' } } as const, { least: 0, most: 0 })
    if (!values.in) throw new UsageError('--in is missing')
    const { calendar, cases, ...file } = readDueFile(fileAsGiven(values.in))
    const lines: string[] = []
    const strange = new Set(file.strange)
    let assumedCount = 0
    cases.forEach((given, at) => {
      try {
        const { id, startedAt, pauses, ...limit } = readDueCase(given)
        for (const field of unknownFields(given)) strange.add(field)
        const { dueAt: due, pausedMs, assumed } = dueAt(limit, startedAt, pauses, calendar)
        if (assumed) assumedCount++
        lines.push(`${JSON.stringify({ id, dueAt: due, pausedMinutes: Math.floor(pausedMs / 60_000), ...(assumed && { assumed }) })}\n`)
      } catch (error) {
        say(`${nameOf(given, at)}: ${(error as Error).message}`)
      }
    })
    process.stdout.write(lines.join(''))
    if (strange.size > 0) say(`Fields that mean nothing here were left alone: ${[...strange].join(', ')}`)
    if (assumedCount > 0)
      say(`${assumedCount} of ${cases.length} cases touch days whose holidays are not announced: counted with plain weekends`)
    return lines.length === cases.length ? 0 : 1
  },
}
