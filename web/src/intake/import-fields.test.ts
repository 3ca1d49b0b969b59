import { importFields } from '@zhiwei/contract'
import { expect, test } from 'vitest'
import { fieldGroups, mappingWith, previewFieldsOf, problemsOfCell } from './import-fields.ts'

test('every field can be chosen, once', () => {
  expect(fieldGroups.flatMap(({ fields }) => fields).sort()).toEqual([...importFields].sort())
})

test('a field moves to the column it is given to, and a column can be left out', () => {
  expect(mappingWith({ 0: 'externalId', 4: 'text' }, 2, 'text')).toEqual({ 0: 'externalId', 2: 'text' })
  expect(mappingWith({ 0: 'externalId', 4: 'text' }, 4, 'subject')).toEqual({ 0: 'externalId', 4: 'subject' })
  expect(mappingWith({ 0: 'externalId', 4: 'text' }, 4, undefined)).toEqual({ 0: 'externalId' })
})

test('the preview shows mapped fields in their order, also those no row has a value for', () => {
  const preview = [{ row: 2, values: { text: '门口积水', receivedAt: '2019-02-28T03:25:05Z' }, problems: [] }]
  expect(previewFieldsOf({ mapping: { 0: 'text', 1: 'phone' }, preview })).toEqual(['receivedAt', 'text', 'phone'])
})

test('a problem is found at its cell by the name of the file’s column or by the field', () => {
  const file = {
    columns: [{ index: 3, name: '留言时间', samples: [] }],
    mapping: { 3: 'receivedAt' as const },
    problems: [{ row: 5, column: '留言时间', value: '2019/13/41', detail: '看不出是哪一天', severity: 'error' as const }],
  }
  expect(problemsOfCell(file, 5, 'receivedAt')).toHaveLength(1)
  expect(problemsOfCell(file, 6, 'receivedAt')).toHaveLength(0)
  expect(problemsOfCell(file, 5, 'text')).toHaveLength(0)
})
