import { expect, test } from 'vitest'
import { type ProcessVersion, startingProcess, versionInForce } from './process-versions.ts'

const version = (id: string, category: string | null, from: string): ProcessVersion => ({
  tenant_id: 't',
  id,
  category,
  effective_from: new Date(from),
  definition: startingProcess,
  state: 'published',
  title: id,
  version: 1,
  made_at: null,
  made_by: null,
  published_at: null,
  published_by: null,
  ended_at: null,
})
const latestFirst = [
  version('general 2026', null, '2026-01-01T00:00:00Z'),
  version('delivery 2026', 'delivery', '2026-01-01T00:00:00Z'),
  version('general 2025', null, '2025-01-01T00:00:00Z'),
]

test.each([
  ['a category of its own', 'delivery', '2026-06-01T00:00:00Z', 'delivery 2026'],
  ['below one that has its own', 'delivery.delay', '2026-06-01T00:00:00Z', 'delivery 2026'],
  ['not begun yet', 'delivery.delay', '2025-06-01T00:00:00Z', 'general 2025'],
  ['every other category', 'quality.fault', '2026-06-01T00:00:00Z', 'general 2026'],
  ['no category', null, '2025-06-01T00:00:00Z', 'general 2025'],
  ['before there was any', 'quality.fault', '2024-06-01T00:00:00Z', 'general 2025'],
])('the version in force: %s', (_name, category, at, expected) => {
  expect(versionInForce(latestFirst, category, new Date(at))?.id).toBe(expected)
})

test('where the category’s own one was ended, the one above counts again, until a later one begins', () => {
  const delivery = { ...version('delivery', 'delivery', '2026-01-01T00:00:00Z'), ended_at: new Date('2026-03-01T00:00:00Z') }
  const general = version('general', null, '2026-01-01T00:00:00Z')
  const later = version('delivery again', 'delivery', '2026-05-01T00:00:00Z')
  const at = (time: string) => versionInForce([later, delivery, general], 'delivery.delay', new Date(time))?.id
  expect(at('2026-02-28T23:59:59Z')).toBe('delivery')
  expect(at('2026-03-01T00:00:00Z')).toBe('general')
  expect(at('2026-05-01T00:00:00Z')).toBe('delivery again')
})
