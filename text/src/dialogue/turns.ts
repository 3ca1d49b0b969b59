import type { Turn } from '../analysis.ts'

export type { Turn } from '../analysis.ts'

/** How many times the customer has spoken. */
export function customerTurns(turns: readonly Turn[]): number {
  let spoken = 0
  for (const turn of turns) if (turn.by === 'customer') spoken++
  return spoken
}
