import type { PromiseSources } from './guidance/index.ts'
import { addWorking } from './sla/calendar/index.ts'
import { calendarOf } from './sla/index.ts'

// Where the guidance meets the working calendars it may not import.

export const promiseSources: PromiseSources = {
  workingDueAt: async (tx, tenantId, { unitId, startedAt, days }) =>
    addWorking(await calendarOf(tx, tenantId, unitId), startedAt, days, 'day').at,
}
