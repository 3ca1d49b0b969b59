import type { OwnCard } from '@zhiwei/contract'

/** The card takes the place of another; those between move up. */
export function movedTo<Card extends { id: string }>(cards: readonly Card[], id: string, to: number): Card[] {
  const card = cards.find((one) => one.id === id)
  if (!card) return [...cards]
  const others = cards.filter((one) => one.id !== id)
  return [...others.slice(0, Math.max(0, to)), card, ...others.slice(Math.max(0, to))]
}

export const withCard = (cards: readonly OwnCard[], card: OwnCard) =>
  cards.some(({ id }) => id === card.id) ? cards.map((one) => (one.id === card.id ? card : one)) : [...cards, card]

/** Does the figure drawn still belong to the card as it is now? */
export const isSameQuestion = (one: OwnCard, other: OwnCard) => questionOf(one) === questionOf(other)

/** What a card asks, apart from how it is called and where it stands. */
const questionOf = ({ id: _, title: __, wide: ___, filter = {}, ...asked }: OwnCard) =>
  JSON.stringify([Object.entries(asked).toSorted(byName), Object.entries(filter).toSorted(byName)])
const byName = ([one]: [string, unknown], [other]: [string, unknown]) => one.localeCompare(other)
