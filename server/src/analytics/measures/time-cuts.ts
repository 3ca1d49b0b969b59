import type { MeasureCut } from '@zhiwei/contract'

/** Cuts by time, with how PostgreSQL spells their keys. */
export const timeCuts = { day: 'YYYY-MM-DD', week: 'IYYY-"W"IW', month: 'YYYY-MM' } as const
export type TimeCut = keyof typeof timeCuts
export const isTime = (by: MeasureCut | null): by is TimeCut => by !== null && by in timeCuts

/** Also those that come again: every Monday, every nine o'clock. */
export const clockCuts = { ...timeCuts, weekday: 'ID', hour: 'HH24' } as const
export type ClockCut = keyof typeof clockCuts
export const isOfClock = (by: MeasureCut | null): by is ClockCut => by !== null && by in clockCuts
/** Told by the day alone. */
export const isOfDays = (by: MeasureCut | null): by is Exclude<ClockCut, 'hour'> => isOfClock(by) && by !== 'hour'
