import { Signal } from '@zhiwei/contract'
import { expect, test } from 'vitest'
import { bitsOf, signalsOfBits } from './signal-bits.ts'

test('every signal comes back, in the order stored cases have', () => {
  expect(signalsOfBits(bitsOf(Signal.options))).toEqual(Signal.options)
  expect(signalsOfBits(bitsOf(['selfHarm', 'regulator']))).toEqual(['regulator', 'selfHarm'])
  expect([bitsOf([]), bitsOf(['regulator']), bitsOf(['personalData'])]).toEqual([0, 1, 1 << 11])
})
