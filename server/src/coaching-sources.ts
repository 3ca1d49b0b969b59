import { tellDirectly } from './notifications/index.ts'
import { workingBetween } from './sla/calendar/index.ts'
import { calendarOf } from './sla/index.ts'

// Where coaching meets the working calendars and the notices it may not import.

const minuteMs = 60_000

export const coachingSources = {
  tell: tellDirectly,
  isWorking: async (...given: Parameters<typeof calendarOf>) => {
    const calendar = await calendarOf(...given)
    return (at: Date) => workingBetween(calendar, at, new Date(at.getTime() + minuteMs)).minutes > 0
  },
}
