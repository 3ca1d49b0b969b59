import type { MeasureCut } from '@zhiwei/contract'

/** Figures that other modules own: each is told by the module whose page shows it, never counted a second time. */
export const ownNames = [
  'actionOnTime',
  'actionEffective',
  'recurrence',
  'warningPrecision',
  'warningRecall',
  'warningLead',
  'falseAlarms',
  'riskPrecision',
] as const
export type OwnName = (typeof ownNames)[number]

const time = ['day', 'week', 'month'] as const satisfies MeasureCut[]
export const ownCuts: Record<OwnName, readonly MeasureCut[]> = {
  actionOnTime: ['unit', ...time],
  actionEffective: ['unit', ...time],
  recurrence: ['unit', ...time],
  warningPrecision: time,
  warningRecall: time,
  warningLead: time,
  falseAlarms: time,
  riskPrecision: [],
}
