import type { CardFigures, MeasureCut, MeasureDefinition } from '@zhiwei/contract'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Figure, RowsDrawer, Since, useWordsOf } from '../../measures/index.ts'
import { ChartCard } from '../../ui/index.ts'
import { type DashboardPlace, rowsQueryOf } from '../place.ts'
import { useDrawing } from './use-drawing.ts'

type Props = {
  figures: CardFigures
  definition: MeasureDefinition
  place: DashboardPlace
  today: string
  onCut: (cut: MeasureCut) => void
  /** Said beside the measure's own remark: what the card alone is narrowed to. */
  remark?: string | undefined
}

/** A card of one measure: its value and change, drawn its way; each point, bar and number opens its rows. */
export function FigureCard({ figures, definition, place, today, onCut, remark }: Props) {
  const { t } = useTranslation('dashboards')
  const say = useWordsOf()
  const { card, by, measured } = figures
  const [opened, setOpened] = useState<{ key?: string; name: string }>()
  const drawing = useDrawing(figures, definition)
  const query = rowsQueryOf(place, card, today)
  const cutName = t(`measures:cut.${by}`)
  const lastDay = new Date(Date.parse(query.to) - 86_400_000).toISOString().slice(0, 10)
  const isEmpty = measured.rows.every(({ numerator, denominator }) => !numerator && !denominator)
  return (
    <ChartCard
      wide={card.wide}
      title={drawing.title}
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
      remark={[remark, drawing.remark].filter(Boolean).join(' · ') || undefined}
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
