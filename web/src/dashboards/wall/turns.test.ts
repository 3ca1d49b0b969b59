import { describe, expect, test } from 'vitest'
import { afterTurn, beforeTurn, type Turn, within } from './turns.ts'

describe('boards in turn on the wall (轮播)', () => {
  test('all screens of one board, then the next board, and round again', () => {
    const screens = [2, 1]
    const seen: string[] = []
    let turn: Turn = { board: 0, screen: 0 }
    for (let no = 0; no < 5; no++) {
      seen.push(`${turn.board}.${turn.screen}`)
      turn = afterTurn(turn, 2, screens[turn.board] ?? 0)
    }
    expect(seen).toEqual(['0.0', '0.1', '1.0', '0.0', '0.1'])
  })

  test('backwards one comes to the last screen of the board before', () => {
    expect(within(beforeTurn({ board: 0, screen: 0 }, 2), 2, 3)).toEqual({ board: 1, screen: 2 })
    expect(beforeTurn({ board: 1, screen: 2 }, 2)).toEqual({ board: 1, screen: 1 })
  })

  test('a board without cards is passed over, and one that went leaves the turn', () => {
    expect(afterTurn({ board: 0, screen: 0 }, 2, 0)).toEqual({ board: 1, screen: 0 })
    expect(within({ board: 3, screen: 4 }, 2, 0)).toEqual({ board: 1, screen: 0 })
  })
})
