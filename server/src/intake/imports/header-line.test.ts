import { describe, expect, test } from 'vitest'
import { dataRows, headerLineOf } from './header-line.ts'
import type { SheetRow } from './read-file.ts'

const linesOf = (text: string): SheetRow[] => text.split('\n').map((line, at) => ({ row: at + 1, cells: line.split(',') }))

describe('the line of headers (表头)', () => {
  test.each([
    ['known words', '留言编号,留言时间,留言详情\n1,2019/8/1,停水', 0],
    ['English ones', 'Date received,Product,Consumer complaint narrative\n2026-10-01,Mortgage,They never answered', 0],
    ['a title above', '十月份投诉台账,,\n投诉时间,客户姓名,投诉内容\n2026/10/1,李四,停水', 1],
    ['one column', '投诉内容\n停水三天\n停电两天', 0],
    ['unknown words over numbers and dates', '台次,甲方,事由\n3,王小明,停水三天没人管\n4,李四,停电', 0],
    ['counted names', '台账一,台账二,台账三\n王小明,停水,停电\n李四,停电,停水\n王五,停气,停水', 0],
    ['no header: phones', '停水三天没人管,13912345678\n停电两天没人管,13912345679\n水管漏水,13912345670', -1],
    ['no header: texts that name header words', '王小明,客服电话打不通\n李四,水管漏水没人管\n王五,物业态度差', -1],
    ['no header: one column', '报修电话打不通\n停水三天\n停电两天', -1],
    ['no header: a long complaint', '小区停水三天了打了很多次投诉电话都说会处理可是没有人来处理结果,东区\n停电,西区', -1],
  ])('%s', (_what, text, at) => {
    expect(headerLineOf(linesOf(text)).at).toBe(at)
  })

  test('no line is lost: without headers all are data, with a title it is told', async () => {
    const rows = linesOf('停水三天没人管,13912345678\n停电两天没人管,13912345679\n水管漏水,13912345670')
    async function* stream() {
      yield* rows
    }
    const data: number[] = []
    for await (const { row } of dataRows(stream())) data.push(row)
    expect(data).toEqual([1, 2, 3])
    expect(headerLineOf(linesOf('十月台账,\n投诉时间,投诉内容\n2026/10/1,停水')).above).toHaveLength(1)
  })
})
