import type { Tx } from '../platform/database.ts'
import { addWorking, calendarOf } from '../sla/index.ts'

/** The close of hours of the n-th working day of the unit's calendar after an instant. */
export const addWorkingDays = async (tx: Tx, tenantId: string, unitId: string | null, from: Date, days: number): Promise<Date> =>
  addWorking(await calendarOf(tx, tenantId, unitId), from, days, 'day').at
