/** 信号: threats, dangers, demands and personal data in a text, found by rules in rules/*.json in linear time. */
export { type LabelledSignals, learntSignalsOf, trainSignals } from './learnt.ts'
export { type PersonalDataKind, personalDataOf } from './personal-data.ts'
export type { Tense } from './rule.ts'
export { type FoundSignal, type ReadSignals, readSignals, signalsOf } from './signals.ts'
