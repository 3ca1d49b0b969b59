import { expect, test } from 'vitest'
import { linesOfNames, namesOfLines, oddName } from './lines.ts'

test('lines as people paste them become names, and back', () => {
  const names = [
    { name: '静享壁挂空调', aliases: ['KFR-35', '静享35'] },
    { name: '净水器', aliases: [] },
  ]
  expect(namesOfLines('静享壁挂空调＝KFR-35，静享35\r\n\n  净水器  \n静享壁挂空调\n= 没有名字')).toEqual(names)
  expect(namesOfLines(linesOfNames(names))).toEqual(names)
  expect(namesOfLines(' \n ')).toEqual([])
})

test('a name nobody could be looked for by is told', () => {
  expect(oddName('净水器 = 净、水机')).toBe('净')
  expect(oddName('长'.repeat(61))).toHaveLength(61)
  expect(oddName('净水器\n热水器')).toBeUndefined()
})
