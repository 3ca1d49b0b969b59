import type { CardFigures, MeasureCut, MeasureDefinition } from '@zhiwei/contract'
import { FigureCard } from './cards/FigureCard.tsx'
import type { DashboardPlace } from './place.ts'
import './dashboards.css'

type Props = {
  cards: readonly CardFigures[]
  definitions: readonly MeasureDefinition[]
  place: DashboardPlace
  today: string
  isBusy: boolean
  onCut: (cut: MeasureCut) => void
}

/** The cards of a dashboard side by side. */
export function CardGrid({ cards, definitions, isBusy, ...rest }: Props) {
  return (
    <div className="dashboard-cards" aria-busy={isBusy}>
      {cards.map((figures) => {
        const definition = definitions.find(({ name }) => name === figures.card.measure)
        return definition && <FigureCard key={figures.card.id} figures={figures} definition={definition} {...rest} />
      })}
    </div>
  )
}
