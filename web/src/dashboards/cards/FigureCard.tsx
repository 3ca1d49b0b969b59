import type { CardFigures, MeasureCut, MeasureDefinition } from '@zhiwei/contract'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Figure, RowsDrawer, Since, useMeasureDefinitions } from '../../measures/index.ts'
import { ChartCard } from '../../ui/index.ts'
import { type DashboardPlace, rowsQueryOf } from '../place.ts'
import type { Opened } from './drawing.ts'
import { isEmptyCard } from './index.ts'
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
  const definitions = useMeasureDefinitions()
  const { card, by, measured } = figures
  const [opened, setOpened] = useState<Opened>()
  const drawing = useDrawing(figures, definition)
  const query = rowsQueryOf(place, card, today)
  const lastDay = new Date(Date.parse(query.to) - 86_400_000).toISOString().slice(0, 10)
  const isEmpty = isEmptyCard(figures)
  const { lacks } = measured.total
  return (
    <ChartCard
      wide={card.wide}
      title={drawing.title}
      choice={
        card.cuts && (
          <Segmented
            size="small"
            value={by ?? ''}
            aria-label={t('cut')}
            onChange={(cut) => onCut(cut as MeasureCut)}
            options={card.cuts.map((value) => ({ value, label: t(`measures:cut.${value}`) }))}
          />
        )
      }
      figure={
        <>
          <Button type="text" className="dashboard-value" disabled={lacks !== undefined} onClick={() => setOpened({ name: t('all') })}>
            <Figure figure={measured.total} unit={definition.unit} />
            <span className="out-of-sight">{t('openAll')}</span>
          </Button>
          <span className="dashboard-since">
            <span className="meta">{t('measures:previous')}</span>{' '}
            <Since definition={definition} measured={measured} before={measured.previous} />
          </span>
        </>
      }
      empty={isEmpty ? t(lacks ? `lacking.${lacks}` : 'measures:nothing') : undefined}
      remark={[remark, isEmpty ? undefined : drawing.remark].filter(Boolean).join(' · ') || undefined}
      chart={{
        height: drawing.height ?? (card.wide ? 300 : 220),
        label: drawing.label,
        notes: [t('measures:fromTo', { from: query.from, to: lastDay }), ...drawing.notes],
        option: drawing.option,
        table: drawing.table,
        onPick: (pick) => setOpened(drawing.opened(pick)),
      }}
    >
      {opened && (
        <RowsDrawer
          definition={definitions.data?.rows.find(({ name }) => name === opened.measure) ?? definition}
          query={{ ...query, ...opened.query }}
          title={opened.name}
          onClose={() => setOpened(undefined)}
        />
      )}
    </ChartCard>
  )
}
