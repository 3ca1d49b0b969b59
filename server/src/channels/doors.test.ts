import { Door } from '@zhiwei/contract'
import { describe, expect, test } from 'vitest'
import { doorOf } from './doors.ts'

describe('doors (门)', () => {
  test('platforms call people by names of their own, which mean nothing to another account; a number or address is the same everywhere', () => {
    const named = Door.options.filter((door) => doorOf(door)?.hasOwnNames)
    expect(named).toEqual(['wechat', 'wecom', 'wechatPay', 'miniProgram'])
  })
})
