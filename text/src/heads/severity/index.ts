import type { SeverityCode, Signal } from '../../analysis.ts'
import { type Features, featuresOf } from '../../features/ngrams.ts'
import { bestOf, type LinearModel, probabilitiesOf } from '../../linear/model.ts'
import { severityFeatures } from './learn.ts'
import { type SeverityReason, severities, severityByRules } from './severity.ts'

export { type LabelledSeverity, trainSeverity } from './learn.ts'
export { type SeverityReason, severities, severityCodes } from './severity.ts'

export type SeverityAnswer = { severity: SeverityCode; reasons: SeverityReason[]; confidence: number }
export type SeverityHints = { signals?: readonly Signal[] | undefined; features?: Features | undefined; model?: LinearModel | undefined }

/** How often the rules alone are right where they answer so, on the training rows of our own texts (docs/rules/severity.md). */
export const rightOfRules: Record<SeverityCode, number> = { general: 0.94, major: 0.76, serious: 0.75, critical: 0.85 }
/** Injury, fire and self-harm are rare: called already when one in four would be. Chosen on training rows held out. */
const criticalFrom = 0.25

/** What the rules call serious or worse stays so: a model that has met few such cases would talk it down. */
const grave = severities.indexOf('serious')

/** 严重程度 of a complaint with its reasons. With the shipped model the rules are among its features; without it they decide alone. */
export function severityOf(text: string, { signals = [], features, model }: SeverityHints = {}): SeverityAnswer {
  const found = severityByRules(text, signals)
  if (!model) return { ...found, confidence: rightOfRules[found.severity] }
  const shares = probabilitiesOf(model, severityFeatures(features ?? featuresOf(text), found))
  const critical = severities.indexOf('critical')
  const learnt = (shares[critical] as number) >= criticalFrom ? critical : bestOf(shares)
  const byRules = severities.indexOf(found.severity)
  const best = byRules >= grave ? Math.max(learnt, byRules) : learnt
  // A reason heavier than the answer would puzzle who reads it.
  const reasons = found.reasons.filter(({ severity }) => severities.indexOf(severity) <= best)
  return { severity: severities[best] as SeverityCode, reasons, confidence: shares[best] as number }
}
