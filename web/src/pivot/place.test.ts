import { describe, expect, test } from 'vitest'
import { readState, writeState } from '../platform/url-state.ts'
import { PivotPlace, pivotQueryOf } from './place.ts'

const read = (search: string) => readState(PivotPlace, new URLSearchParams(search))

describe('the address of the pivot (透视分析)', () => {
  test('holds what was chosen and gives it back', () => {
    const chosen = read('names=complaints&names=closureRatio&rows=unit&columns=month&channel=web')
    expect(chosen).toMatchObject({ names: ['complaints', 'closureRatio'], rows: 'unit', columns: 'month', channel: 'web' })
    expect(read(writeState(PivotPlace, chosen, new URLSearchParams()).toString())).toEqual(chosen)
    expect(read('names=complaints,closureRatio').names).toEqual(['complaints', 'closureRatio'])
  })

  test('what it does not know falls back to what one begins with', () => {
    expect(read('names=moon&rows=moon&columns=moon')).toMatchObject({ names: ['complaints'], rows: 'category', columns: 'channel' })
    expect(read('names=complaints,accepted,closed,closureRatio').names).toEqual(['complaints'])
  })

  test('rows and columns are never cut by the same', () => {
    expect(read('rows=channel').columns).toBe('none')
    expect(pivotQueryOf(read('rows=unit&columns=unit'), '2026-11-02')).toMatchObject({ rows: 'unit', columns: undefined })
  })
})
