import { expect, test } from 'vitest'
import { firstPassword, linesOf, rosterOf } from './roster.ts'

const roles = [
  { code: 'agent', name: '坐席' },
  { code: 'handler', name: '承办人' },
  { code: 'supervisor', name: '班长/督办' },
  { code: 'partner', name: '合作方' },
]

test('a list pasted from a sheet becomes units, the upper ones first, and people with their roles', () => {
  const text =
    '部门\t姓名\t岗位\t用户名\n客服中心/热线一组\t林晓\t坐席\tlin.xiao\n客服中心/热线一组\t方敏\t班长\t\n安装部\t周师傅\t\t\n财务部\n'
  expect(rosterOf(linesOf(text), roles)).toEqual({
    units: [
      { key: '客服中心', name: '客服中心', parent: null, kind: 'callCentre' },
      { key: '客服中心 / 热线一组', name: '热线一组', parent: '客服中心', kind: 'callCentre' },
      { key: '安装部', name: '安装部', parent: null, kind: 'department' },
      { key: '财务部', name: '财务部', parent: null, kind: 'department' },
    ],
    people: [
      { line: 2, unit: '客服中心 / 热线一组', name: '林晓', roleCode: 'agent', username: 'lin.xiao', problem: null },
      { line: 3, unit: '客服中心 / 热线一组', name: '方敏', roleCode: 'supervisor', username: '方敏', problem: null },
      { line: 4, unit: '安装部', name: '周师傅', roleCode: 'handler', username: '周师傅', problem: null },
    ],
  })
})

test('typed with commas it is read too, and what is wrong with a line is said', () => {
  const { people } = rosterOf(linesOf('安装部，王强，承办人\n安装部，王强，承办人\n物流部，李四，宇航员\n物流部，张，承办人'), roles, [
    'admin',
  ])
  expect(people.map(({ problem }) => problem)).toEqual([null, 'twice', 'unknownRole', 'tooShort'])
})

test('a first password is long enough and has no letters that look alike', () => {
  expect(firstPassword()).toMatch(/^[a-hjkmnp-z2-9]{5}-[a-hjkmnp-z2-9]{5}-[a-hjkmnp-z2-9]{5}$/)
})
