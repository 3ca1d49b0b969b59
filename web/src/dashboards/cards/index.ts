import type { CardFigures, CardKind } from '@zhiwei/contract'
import { drawBars } from './bars.ts'
import { drawCohort } from './cohort.ts'
import { drawControl } from './control.ts'
import type { Drawing, Words } from './drawing.ts'
import { drawFlows } from './flows.ts'
import { drawFunnel } from './funnel.ts'
import { drawHeat } from './heat.ts'
import { drawPareto } from './pareto.ts'
import { drawTrend } from './trend.ts'

/** How each kind of card is drawn. */
export const draw: Record<CardKind, (figures: CardFigures, words: Words) => Drawing> = {
  trend: drawTrend,
  bars: drawBars,
  pareto: drawPareto,
  control: drawControl,
  funnel: drawFunnel,
  heat: drawHeat,
  cohort: drawCohort,
  flows: drawFlows,
}

/** Is there nothing to draw? */
export function isEmptyCard({ card, measured, flows }: CardFigures): boolean {
  if (card.kind === 'flows') return flows.length === 0
  if (card.kind === 'funnel') return !measured.total.numerator
  return measured.rows.every(({ numerator, denominator }) => !numerator && !denominator)
}
