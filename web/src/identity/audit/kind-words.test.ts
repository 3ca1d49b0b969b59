import { auditKinds } from '@zhiwei/contract'
import { expect, test } from 'vitest'
import en from '../../audit/en.json' with { type: 'json' }
import zh from '../../audit/zh-CN.json' with { type: 'json' }
import pageEn from '../en.json' with { type: 'json' }
import pageZh from '../zh-CN.json' with { type: 'json' }

const listed = Object.values(auditKinds).flat()
const wordsOf = ({ kind }: { kind: object }) =>
  Object.entries(kind).flatMap(([thing, done]) => Object.keys(done).map((what) => `${thing}.${what}`))

test.each([
  ['zh-CN', zh, pageZh],
  ['en', en, pageEn],
])('操作记录: everything the record tells of is said in words, %s', (_language, words, { audit }) => {
  expect(wordsOf(words).toSorted()).toEqual([...listed].toSorted())
  expect(Object.keys(audit.group).toSorted()).toEqual(Object.keys(auditKinds).toSorted())
})
