import { expect, test } from 'vitest'
import { pathsUp } from '../../identity/index.ts'
import { onDuty, type Shift } from './rules.ts'

const units = [
  { id: 'company', parentId: null },
  { id: 'service', parentId: 'company' },
  { id: 'repair', parentId: 'service' },
]
const shift = (userId: string, given: Partial<Shift>): Shift => ({
  unitId: 'service',
  level: 1,
  userId,
  weekday: null,
  fromMinute: 0,
  toMinute: 0,
  validFrom: null,
  validTo: null,
  ...given,
})
const shifts = [
  shift('weekday', { fromMinute: 9 * 60, toMinute: 18 * 60, weekday: 1 }),
  shift('night', { fromMinute: 22 * 60, toMinute: 6 * 60, weekday: 1 }),
  shift('everybody', { unitId: null, level: 1, validFrom: '2026-11-01', validTo: '2026-11-30' }),
  shift('chief', { unitId: 'company', level: 2 }),
]
// 2026-11-02 is a Monday.
const wall = (date: string, weekday: number, minute: number) => ({ date, weekday, minute })
const called = (level: number, at: ReturnType<typeof wall>) => onDuty(shifts, pathsUp(units)('repair'), level, at)

test.each<[string, number, ReturnType<typeof wall>, string[]]>([
  ['the shift of a unit above, by day', 1, wall('2026-11-02', 1, 9 * 60), ['weekday']],
  ['the end is outside', 1, wall('2026-11-02', 1, 18 * 60), ['everybody']],
  ['over midnight: before', 1, wall('2026-11-02', 1, 23 * 60), ['night']],
  ['over midnight: after it still belongs to Monday', 1, wall('2026-11-03', 2, 5 * 60 + 59), ['night']],
  ['over midnight: and ends', 1, wall('2026-11-03', 2, 6 * 60), ['everybody']],
  ['outside its dates nobody stands', 1, wall('2026-12-01', 2, 12 * 60), []],
  ['the next level is the company’s', 2, wall('2026-11-03', 2, 12 * 60), ['chief']],
  ['a level without a list', 4, wall('2026-11-03', 2, 12 * 60), []],
])('%s', (_name, level, at, expected) => expect(called(level, at)).toEqual(expected))
