import { CaseListQuery } from '@zhiwei/contract'
import { expect, test } from 'vitest'
import { readState, writeState } from './url-state.ts'

const read = (search: string) => readState(CaseListQuery, new URLSearchParams(search))

test('an address is read through the contract, defaults included', () => {
  expect(read('status=accepted&status=handling&overdue=true&q=空调')).toMatchObject({
    status: ['accepted', 'handling'],
    overdue: true,
    q: '空调',
    sort: '-receivedAt',
    limit: 50,
  })
})

test('values nobody may give are dropped and the others kept', () => {
  expect(read('status=accepted&severity=enormous&limit=9000&tab=2')).toMatchObject({ status: ['accepted'], limit: 50 })
  expect(read('status=accepted&severity=enormous')).toEqual(read('status=accepted'))
})

test('what is written reads back the same, without defaults and blanks, and leaves strangers alone', () => {
  const filter = { ...read('status=accepted,handling&overdue=true&cursor=abc'), q: '', cursor: undefined }
  const written = writeState(CaseListQuery, filter, new URLSearchParams('cursor=abc&tab=2'))
  expect(written.toString()).toBe('tab=2&status=accepted&status=handling&overdue=true')
  expect(readState(CaseListQuery, written)).toEqual(read('status=accepted&status=handling&overdue=true'))
})
