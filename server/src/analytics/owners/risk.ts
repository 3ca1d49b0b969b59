import type { MeasureFigure } from '@zhiwei/contract'
import type { Tx } from '../../platform/database.ts'
import { riskQuality } from '../../warning/index.ts'
import { empty, enoughFrom } from '../measures/figure.ts'
import { untilNow } from '../measures/period.ts'
import type { Asked } from '../measures/tally.ts'
import type { OwnRead } from './figures.ts'

/** K: the fifth of the list that is looked at first. Source: docs/rules/escalation-risk.md */
const reviewedShare = 0.2

/** 升级风险排序的命中率 as the last night up to the end of the period measured it: of the list in service, the model or the rules. */
export async function readRisk(tx: Tx, asked: Asked): Promise<Record<'riskPrecision', OwnRead>> {
  const { to } = untilNow(asked.period, asked.now)
  const quality = await riskQuality(tx, asked.actor.tenantId, to)
  const measured = (quality.basis === 'model' ? quality.model : quality.rule)?.at.find(({ share }) => share === reviewedShare)
  const enough = measured !== undefined && measured.reviewed >= enoughFrom
  const figure: MeasureFigure = {
    ...empty,
    numerator: measured?.hits ?? null,
    denominator: measured?.reviewed ?? null,
    value: enough ? measured.precision : null,
    interval: enough ? { low: measured.low, high: measured.high } : null,
    enough,
  }
  return { riskPrecision: { items: [], figureOf: () => figure } }
}
