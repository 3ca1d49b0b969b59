import { expect, test } from 'vitest'
import { chooseMethod } from './choose.ts'

const repeated = (pattern: number[], length: number) => Array.from({ length }, (_, at) => pattern[at % pattern.length] as number)

test.each([
  ['denominator known', { counts: repeated([5], 60), exposureKnown: true }, ['uChart']],
  ['one in twenty periods', { counts: repeated([1, ...Array(19).fill(0)], 60) }, ['gChart']],
  ['under one a period', { counts: repeated([0, 1, 0], 60) }, ['poissonCusum']],
  ['under one, in clusters', { counts: repeated([0, 0, 0, 0, 4, 0, 0, 0], 64) }, ['nbCusum']],
  ['a few a period', { counts: repeated([4, 6, 5], 60) }, ['nbCusum', 'ears']],
  ['young', { counts: repeated([4, 60, 5], 20) }, ['ears']],
  ['many, two years', { counts: repeated([40, 60, 50], 104) }, ['farringtonFlexible']],
  ['many, one year', { counts: repeated([40, 60, 50], 60) }, ['nbCusum', 'ears']],
  ['nothing yet', { counts: [] }, ['gChart']],
])('%s', (_name, facts, methods) => {
  expect(chooseMethod({ frequency: 52, ...facts }).methods).toEqual(methods)
})
