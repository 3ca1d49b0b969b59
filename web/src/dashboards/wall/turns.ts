/** Which screen of which board stands. A screen beyond the last one is the last one. */
export type Turn = { board: number; screen: number }

const last = Number.MAX_SAFE_INTEGER

/** The screen after this one: of the same board, else the first of the next. */
export const afterTurn = ({ board, screen }: Turn, boards: number, screens: number): Turn =>
  screen + 1 < screens ? { board, screen: screen + 1 } : { board: (board + 1) % boards, screen: 0 }

/** The screen before this one: of the same board, else the last of the one before. */
export const beforeTurn = ({ board, screen }: Turn, boards: number): Turn =>
  screen > 0 ? { board, screen: screen - 1 } : { board: (board + boards - 1) % boards, screen: last }

export const within = ({ board, screen }: Turn, boards: number, screens: number): Turn => ({
  board: Math.min(board, boards - 1),
  screen: Math.min(screen, Math.max(0, screens - 1)),
})
