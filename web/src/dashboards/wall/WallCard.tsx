import type { CardFigures, MeasureDefinition } from '@zhiwei/contract'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Figure, Since } from '../../measures/index.ts'
import { isEmptyCard } from '../cards/index.ts'
import { useDrawing } from '../cards/use-drawing.ts'
import { useFilterWords } from '../own/use-filter-words.ts'

const Picture = lazy(() => import('../../ui/chart/Picture.tsx'))

/** A card as large as its place: the value, its change and the picture, to be read from afar. */
export function WallCard({ figures, definitions }: { figures: CardFigures; definitions: readonly MeasureDefinition[] }) {
  const definition = definitions.find(({ name }) => name === figures.card.measure)
  return definition && <Drawn figures={figures} definition={definition} />
}

function Drawn({ figures, definition }: { figures: CardFigures; definition: MeasureDefinition }) {
  const { t } = useTranslation('dashboards')
  const drawing = useDrawing(figures, definition)
  const filterWords = useFilterWords()(figures.card.filter)
  const { measured } = figures
  const { lacks } = measured.total
  const isEmpty = isEmptyCard(figures)
  const remark = [filterWords, isEmpty ? undefined : drawing.remark].filter(Boolean).join(' · ')
  return (
    <section className="card wall-card">
      <h2>{drawing.title}</h2>
      <p className="wall-figure">
        <strong>
          <Figure figure={measured.total} unit={definition.unit} />
        </strong>
        <span className="meta">{t('measures:previous')}</span>
        <Since definition={definition} measured={measured} before={measured.previous} />
      </p>
      {remark && <p className="meta">{remark}</p>}
      {isEmpty ? (
        <p className="meta">{t(lacks ? `lacking.${lacks}` : 'measures:nothing')}</p>
      ) : (
        <div className="wall-chart">
          <Suspense>
            <Picture option={drawing.option} height="100%" label={drawing.label} />
          </Suspense>
        </div>
      )}
    </section>
  )
}
