/** One thing said in a conversation (对话的一轮), in the order it was said. */
export type Turn = { by: 'customer' | 'staff' | 'bot'; text: string }

/** Where to stop reading: after how many customer turns, or the whole dialogue. */
export type Cut = number | 'all'

/**
 * What is known once the customer has spoken `cut` times: everything up to and including that turn, nothing after it;
 * `null` when the dialogue ends earlier. Dialogues are cut at a count and never at a share of their length, which nobody knows yet.
 */
export function heardAfter(turns: readonly Turn[], cut: Cut): readonly Turn[] | null {
  if (cut === 'all') return turns
  let spoken = 0
  for (let i = 0; i < turns.length; i++) {
    if (turns[i]!.by === 'customer' && ++spoken === cut) return turns.slice(0, i + 1)
  }
  return null
}

/** The first `count` turns by anybody; `null` when the dialogue is over before. */
export function firstTurns(turns: readonly Turn[], count: number): readonly Turn[] | null {
  return turns.length < count ? null : turns.slice(0, count)
}

/** How many times the customer has spoken. */
export function customerTurns(turns: readonly Turn[]): number {
  let spoken = 0
  for (const turn of turns) if (turn.by === 'customer') spoken++
  return spoken
}
