import { expect, test } from 'vitest'
import { addressOf, placeOf } from './address.ts'

test.each([
  ['/p/demo', '', { tenant: 'demo', page: 'home', step: '' }],
  ['/p/demo/', '', { tenant: 'demo', page: 'home', step: '' }],
  ['/p/demo/new', '?step=what', { tenant: 'demo', page: 'new', step: 'what' }],
  ['/p/demo/case', '', { tenant: 'demo', page: 'case', step: '' }],
  ['/p/demo/elsewhere', '', { tenant: 'demo', page: 'nowhere', step: '' }],
  ['/p/demo/new/more', '', { tenant: 'demo', page: 'nowhere', step: '' }],
  ['/p/%E4', '', { tenant: '%E4', page: 'home', step: '' }],
])('%s%s leads to its screen', (pathname, search, place) => {
  expect(placeOf(pathname, search)).toEqual(place)
})

test('an address leads back to the place it was made of', () => {
  const place = { tenant: '华东 a', page: 'new', step: 'contact' } as const
  const [pathname = '', search = ''] = addressOf(place).split('?')
  expect(placeOf(pathname, search)).toEqual(place)
})
