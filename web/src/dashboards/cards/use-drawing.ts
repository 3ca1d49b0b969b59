import type { CardFigures, MeasureDefinition } from '@zhiwei/contract'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeyNames, useWordsOf } from '../../measures/index.ts'
import { useFormat, usePhone } from '../../platform/index.ts'
import { useMode } from '../../platform/preferences.ts'
import { palette } from '../../ui/theme.ts'
import { drawBars } from './bars.ts'
import type { Drawing, Words } from './drawing.ts'
import { drawPareto } from './pareto.ts'
import { drawTrend } from './trend.ts'

const draw: Record<CardFigures['card']['kind'], (figures: CardFigures, words: Words) => Drawing> = {
  trend: drawTrend,
  bars: drawBars,
  pareto: drawPareto,
}

/** The picture of a card, its numbers as a table, and the title over it. */
export function useDrawing(figures: CardFigures, definition: MeasureDefinition): Drawing & { title: string } {
  const { t } = useTranslation('dashboards')
  const say = useWordsOf()
  const { card, by } = figures
  const { duration } = useFormat()
  const nameOf = useKeyNames(by)
  const mode = useMode()
  const isNarrow = usePhone()
  const isOverTime = by === 'day' || by === 'week' || by === 'month'
  const measure = say(definition.title)
  const drawing = useMemo(
    () =>
      draw[card.kind](figures, {
        t: (key, values = {}) => t(key, values),
        nameOf,
        duration,
        unit: definition.unit,
        title: measure,
        moreIsBetter: definition.moreIsBetter,
        accent: palette[mode].accent,
        quiet: palette[mode].secondary,
        isNarrow,
      }),
    [card, figures, t, nameOf, duration, definition, measure, mode, isNarrow],
  )
  const title = card.title ?? (isOverTime || card.cuts ? measure : `${measure} · ${t(`measures:cut.${by}`)}`)
  return { ...drawing, title }
}
