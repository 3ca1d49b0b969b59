/** Levels 0–4 of the customer's messages drawn from left to right, each as far from the next as the others: what was said in one call is close in time. */
export type Point<Message> = { message: Message; x: number; y: number }

export const highestLevel = 4

/** Shares 0–1 of width and height; the top is the highest level. One alone stands in the middle. */
export function pointsOf<Message extends { emotion: { level: number } }>(messages: readonly Message[]): Point<Message>[] {
  const steps = messages.length - 1
  return messages.map((message, at) => ({
    message,
    x: steps === 0 ? 0.5 : at / steps,
    y: 1 - Math.min(Math.max(message.emotion.level, 0), highestLevel) / highestLevel,
  }))
}
