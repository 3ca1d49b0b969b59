import { Signal } from '@zhiwei/contract'
import { signalKinds } from '@zhiwei/text'
import { expect, test } from 'vitest'

test('the contract knows the kinds of signals that the engine finds (信号)', () => expect(Signal.options).toEqual([...signalKinds]))
