/** One thing said in a conversation (对话的一轮), in the order it was said. */
export type Turn = { by: 'customer' | 'staff' | 'bot'; text: string }

/** How many times the customer has spoken. */
export function customerTurns(turns: readonly Turn[]): number {
  let spoken = 0
  for (const turn of turns) if (turn.by === 'customer') spoken++
  return spoken
}
