import { moneyText } from '../../platform/index.ts'

/** A number of the record as it is kept: 2026 is a year, 0.85 a threshold. */
export const figureIn = (fact: string, figure: number) => (fact.endsWith('Fen') ? moneyText(figure) : String(figure))
