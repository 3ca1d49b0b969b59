import type { ApprovalDueAt } from './resolution/index.ts'
import { addWorking } from './sla/calendar/index.ts'
import { calendarOf } from './sla/index.ts'

// Where approvals meet the working calendars they may not import.

/** Until when, in the working hours of the unit that asks. */
export const approvalDueAt: ApprovalDueAt = async (tx, tenantId, { unitId, startedAt, minutes }) =>
  addWorking(await calendarOf(tx, tenantId, unitId), startedAt, minutes, 'minute').at
