import type { SeverityCode, Signal } from '../../analysis.ts'
import { withDense } from '../../features/dense.ts'
import { type Features, featuresOf, fewBuckets } from '../../features/ngrams.ts'
import type { LinearModel } from '../../linear/model.ts'
import { trainLinear } from '../../linear/train.ts'
import { signalsOf } from '../../signals/index.ts'
import { type SeverityFound, severities, severityByRules, severityCodes } from './severity.ts'

/** Dense features beside the n-grams: one a code, and the rules' own answer. */
export const severityExtras = severityCodes.length + severities.length - 1

/** The n-grams of a text with what the rules found in it, as the learned part reads them. */
export function severityFeatures(features: Features, { severity, reasons }: SeverityFound): Features {
  const dense = new Float32Array(severityExtras)
  for (const { code } of reasons) dense[severityCodes.indexOf(code)] = 1
  for (let rank = 1; rank <= severities.indexOf(severity); rank++) dense[severityCodes.length + rank - 1] = 1
  return withDense(features, dense)
}

export type LabelledSeverity = { text: string; severity: SeverityCode }

/** 严重程度模型: the rubric's rules with n-grams beside them. Seeded. */
export function trainSeverity(
  texts: readonly LabelledSeverity[],
  { about = {}, seed = 7 }: { about?: Record<string, unknown>; seed?: number } = {},
): LinearModel {
  const examples = texts.map(({ text, severity }) => ({
    features: severityFeatures(featuresOf(text), severityByRules(text, signalsOf(text) as Signal[])),
    label: severities.indexOf(severity),
  }))
  return trainLinear(examples, { classes: [...severities], buckets: fewBuckets, extra: severityExtras, head: 'case-severity', about, seed })
}
