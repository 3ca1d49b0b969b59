import type { CardFigures, MeasureCut, MeasureDefinition } from '@zhiwei/contract'
import { Button, Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Figure, RowsDrawer, Since, useKeyNames, useWordsOf } from '../../measures/index.ts'
import { useFormat, usePhone } from '../../platform/index.ts'
import { useMode } from '../../platform/preferences.ts'
import { ChartCard } from '../../ui/index.ts'
import { palette } from '../../ui/theme.ts'
import { type DashboardPlace, rowsQueryOf } from '../place.ts'
import { drawBars } from './bars.ts'
import type { Drawing, Words } from './drawing.ts'
import { drawPareto } from './pareto.ts'
import { drawTrend } from './trend.ts'

type Props = {
  figures: CardFigures
  definition: MeasureDefinition
  place: DashboardPlace
  today: string
  onCut: (cut: MeasureCut) => void
}

const draw: Record<CardFigures['card']['kind'], (figures: CardFigures, words: Words) => Drawing> = {
  trend: drawTrend,
  bars: drawBars,
  pareto: drawPareto,
}

/** A card of one measure: its value and change, drawn its way; each point, bar and number opens its rows. */
export function FigureCard({ figures, definition, place, today, onCut }: Props) {
  const { t } = useTranslation('dashboards')
  const say = useWordsOf()
  const { card, by, measured } = figures
  const { duration } = useFormat()
  const nameOf = useKeyNames(by)
  const [opened, setOpened] = useState<{ key?: string; name: string }>()
  const mode = useMode()
  const isNarrow = usePhone()
  const isOverTime = by === 'day' || by === 'week' || by === 'month'
  const title = isOverTime || card.cuts ? say(definition.title) : `${say(definition.title)} · ${t(`measures:cut.${by}`)}`
  const drawing = useMemo(
    () =>
      draw[card.kind](figures, {
        t: (key, values = {}) => t(key, values),
        nameOf,
        duration,
        unit: definition.unit,
        title: say(definition.title),
        moreIsBetter: definition.moreIsBetter,
        accent: palette[mode].accent,
        quiet: palette[mode].secondary,
        isNarrow,
      }),
    [card, figures, t, nameOf, duration, definition, say, mode, isNarrow],
  )
  const query = rowsQueryOf(place, card, today)
  const cutName = t(`measures:cut.${by}`)
  const lastDay = new Date(Date.parse(query.to) - 86_400_000).toISOString().slice(0, 10)
  const isEmpty = measured.rows.every(({ numerator, denominator }) => !numerator && !denominator)
  return (
    <ChartCard
      wide={card.wide}
      title={title}
      choice={
        card.cuts && (
          <Segmented
            size="small"
            value={by}
            aria-label={t('cut')}
            onChange={onCut}
            options={card.cuts.map((value) => ({ value, label: t(`measures:cut.${value}`) }))}
          />
        )
      }
      figure={
        <>
          <Button type="text" className="dashboard-value" onClick={() => setOpened({ name: t('all') })}>
            <Figure figure={measured.total} unit={definition.unit} />
            <span className="out-of-sight">{t('openAll')}</span>
          </Button>
          <span className="dashboard-since">
            <span className="meta">{t('measures:previous')}</span>{' '}
            <Since definition={definition} measured={measured} before={measured.previous} />
          </span>
        </>
      }
      empty={isEmpty ? t(measured.total.lacks ? 'lacking' : 'measures:nothing') : undefined}
      remark={drawing.remark}
      chart={{
        height: card.wide ? 300 : 220,
        label: t('measures:picture', { name: say(definition.title), by: cutName }),
        notes: [t('measures:fromTo', { from: query.from, to: lastDay }), ...drawing.notes],
        option: drawing.option,
        table: drawing.table,
        onPick: (key) => typeof key === 'string' && setOpened({ key, name: drawing.nameOf(key) }),
      }}
    >
      {opened && (
        <RowsDrawer
          definition={definition}
          query={opened.key === undefined ? query : { ...query, by, key: opened.key }}
          title={opened.name}
          onClose={() => setOpened(undefined)}
        />
      )}
    </ChartCard>
  )
}
