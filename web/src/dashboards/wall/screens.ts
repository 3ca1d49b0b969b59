type Laid = { wide: boolean; part?: string | undefined }
export type Screen<Card> = { part: string; rows: Card[][] }

/** The cards of a board by screens that need no scrolling: rows side by side, so many a screen, and no screen under two questions. */
export function screensOf<Card extends Laid>(cards: readonly Card[], columns: number, rowsAScreen: number): Screen<Card>[] {
  const screens: Screen<Card>[] = []
  for (const part of new Set(cards.map((card) => card.part ?? ''))) {
    const rows = rowsOf(
      cards.filter((card) => (card.part ?? '') === part),
      columns,
    )
    for (let at = 0; at < rows.length; at += rowsAScreen) screens.push({ part, rows: rows.slice(at, at + rowsAScreen) })
  }
  return screens
}

function rowsOf<Card extends Laid>(cards: readonly Card[], columns: number): Card[][] {
  const rows: Card[][] = []
  let hasRoom = false
  for (const card of cards) {
    const last = rows.at(-1)
    if (last && hasRoom && !card.wide) last.push(card)
    else rows.push([card])
    hasRoom = !card.wide && (rows.at(-1)?.length ?? 0) < columns
  }
  return rows
}
