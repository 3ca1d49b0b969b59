import type { CaseSources } from './cases/index.ts'
import { caseCustomerOf } from './customers/index.ts'
import type { RoutingSources, TaskDueAt } from './routing/index.ts'
import { dueAt } from './sla/calendar/index.ts'
import { calendarOf } from './sla/index.ts'

// Where dispatching meets the working calendars and the customers it may not import.

/** Until when, in the working hours of the unit that is asked. */
export const taskDueAt: TaskDueAt = async (tx, tenantId, { unitId, startedAt, limit, pauses = [] }) =>
  dueAt(limit, startedAt, pauses, await calendarOf(tx, tenantId, unitId)).dueAt

export const routingSourcesOf = (cases: CaseSources): RoutingSources => ({
  cases,
  customerOf: (tx, tenantId, customerId) => caseCustomerOf(tx, tenantId, customerId),
  taskDueAt,
})
