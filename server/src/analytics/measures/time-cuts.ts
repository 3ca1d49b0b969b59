import type { MeasureCut } from '@zhiwei/contract'

/** Cuts by time, with how PostgreSQL spells their keys. */
export const timeCuts = { day: 'YYYY-MM-DD', week: 'IYYY-"W"IW', month: 'YYYY-MM' } as const
export type TimeCut = keyof typeof timeCuts
export const isTime = (by: MeasureCut | null): by is TimeCut => by !== null && by in timeCuts
