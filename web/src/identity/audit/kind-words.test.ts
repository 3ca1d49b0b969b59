import { auditKinds } from '@zhiwei/contract'
import { expect, test } from 'vitest'
import en from '../en.json' with { type: 'json' }
import zh from '../zh-CN.json' with { type: 'json' }

const listed = Object.values(auditKinds).flat()
const wordsOf = ({ audit }: { audit: { kind: object } }) =>
  Object.entries(audit.kind).flatMap(([thing, done]) => Object.keys(done).map((what) => `${thing}.${what}`))

test.each([
  ['zh-CN', zh],
  ['en', en],
])('操作记录: everything the record tells of is said in words, %s', (_language, words) => {
  expect(wordsOf(words).toSorted()).toEqual([...listed].toSorted())
  expect(Object.keys(words.audit.group).toSorted()).toEqual(Object.keys(auditKinds).toSorted())
})
