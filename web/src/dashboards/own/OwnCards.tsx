import type { CardFigures, MeasureCut, MeasureDefinition, OwnCard, OwnDashboard } from '@zhiwei/contract'
import { Skeleton } from 'antd'
import { FigureCard } from '../cards/FigureCard.tsx'
import type { DashboardPlace } from '../place.ts'
import { isSameQuestion } from './arrange.ts'
import { useFilterWords } from './use-filter-words.ts'
import './own.css'

export type Shown = {
  board: OwnDashboard
  figures: readonly CardFigures[]
  definitions: readonly MeasureDefinition[]
  place: DashboardPlace
  today: string
  onCut: (cut: MeasureCut) => void
}

/** The cards of a board as they are arranged. */
export function OwnCards({ board, ...rest }: Shown) {
  return (
    <div className="dashboard-cards">
      {board.cards.map((card) => (
        <OneCard key={card.id} card={card} {...rest} />
      ))}
    </div>
  )
}

/** One card; until its figures have come its place is kept. */
export function OneCard({ card, figures, definitions, ...rest }: Omit<Shown, 'board'> & { card: OwnCard }) {
  const wordsOf = useFilterWords()
  const found = figures.find((one) => one.card.id === card.id && isSameQuestion(one.card, card))
  const definition = definitions.find(({ name }) => name === card.measure)
  if (!definition || !found) {
    return (
      <section className={`card chart-card ${card.wide ? 'chart-card-wide' : ''}`} aria-busy>
        <Skeleton active title={false} paragraph={{ rows: 6 }} />
      </section>
    )
  }
  return <FigureCard figures={{ ...found, card }} definition={definition} remark={wordsOf(card.filter)} {...rest} />
}
