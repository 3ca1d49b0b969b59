import type { CardFigures, MeasureDefinition } from '@zhiwei/contract'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeyNames, useWordsOf } from '../../measures/index.ts'
import { useFormat, usePhone } from '../../platform/index.ts'
import { useMode } from '../../platform/preferences.ts'
import { scaleOf } from '../../ui/scale.ts'
import { palette } from '../../ui/theme.ts'
import type { Drawing, Words } from './drawing.ts'
import { draw } from './index.ts'

/** The picture of a card, its numbers as a table, the title over it, and what it is called where it cannot be seen. */
export function useDrawing(figures: CardFigures, definition: MeasureDefinition): Drawing & { title: string; label: string } {
  const { t } = useTranslation('dashboards')
  const words = useCardWords(figures, definition)
  const { card, by } = figures
  const drawing = useMemo(() => draw[card.kind](figures, words), [card, figures, words])
  const title = card.title ?? titleOf(figures, words)
  const label = by ? t('measures:picture', { name: words.title, by: t(`measures:cut.${by}`) }) : title
  return { ...drawing, title, label }
}

/** Words, names and colours a card is drawn with. */
function useCardWords({ by, heat }: CardFigures, definition: MeasureDefinition): Words {
  const { t } = useTranslation('dashboards')
  const say = useWordsOf()
  const { duration } = useFormat()
  const nameOf = useKeyNames(by ?? 'category')
  const nameAcross = useKeyNames(heat?.across ?? 'category')
  const mode = useMode()
  const isNarrow = usePhone()
  const title = say(definition.title)
  return useMemo(() => {
    const { accent, secondary, text } = palette[mode]
    return {
      t: (key, values = {}) => t(key, values),
      nameOf,
      nameAcross,
      duration,
      unit: definition.unit,
      title,
      moreIsBetter: definition.moreIsBetter,
      accent,
      quiet: secondary,
      text,
      alarm: scaleOf(mode)['warning-red'].mark,
      isNarrow,
    }
  }, [t, title, duration, nameOf, nameAcross, definition, mode, isNarrow])
}

/** The measure and its cut, or what several measures tell together. */
function titleOf({ card, by, heat }: CardFigures, { t, title }: Words): string {
  if (card.kind === 'funnel' || card.kind === 'cohort' || card.kind === 'flows') return t(`kind.${card.kind}`)
  if (heat) return `${title} · ${t(`measures:cut.${by}`)} × ${t(`measures:cut.${heat.across}`)}`
  const isOverTime = by === 'day' || by === 'week' || by === 'month'
  return isOverTime || card.cuts || !by ? title : `${title} · ${t(`measures:cut.${by}`)}`
}
