import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { useImporter } from '../importer-for-tests.ts'
import { readDueDate } from './due-date.ts'
import { authorityOf, referralSheetOf } from './recognise.ts'

const heads12345 = ['序号', '工单编号', '来电时间', '诉求人', '联系电话', '诉求内容', '办理时限', '转办单位']
const heads12315 = ['登记编号', '投诉人', '投诉人联系电话', '登记时间', '投诉内容', '投诉请求', '争议金额(元)', '办理期限', '处理部门']

async function aWorkbook(rows: (string | Date)[][]) {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('转办').addRows(rows)
  return Buffer.from(await book.xlsx.writeBuffer())
}

describe('recognising a transfer sheet (转办单)', () => {
  test('a 12345 sheet is told by its heads, and each column is known', () => {
    const found = referralSheetOf(heads12345)
    expect(found?.sheet.code).toBe('12345')
    expect(found?.mapping).toEqual({ 1: 'referenceNo', 2: 'receivedAt', 3: 'name', 4: 'phone', 5: 'text', 6: 'dueAt', 7: 'authority' })
  })
  test('a 12315 sheet, with its unit in brackets, too', () => {
    const found = referralSheetOf(heads12315)
    expect(found?.sheet.code).toBe('12315')
    expect(found?.mapping).toMatchObject({ 0: 'referenceNo', 4: 'text', 5: 'remedySought', 6: 'amount', 7: 'dueAt', 8: 'authority' })
  })
  test('the company’s own list with numbers and limits is none', () => {
    expect(referralSheetOf(['工单编号', '来电时间', '联系电话', '工单内容', '处理时限'])).toBeNull()
  })
  test('the authority’s name carries the number by which the rules of law find it', () => {
    const sheet = referralSheetOf(heads12345)?.sheet ?? null
    expect(authorityOf(sheet, '浦东新区热线办')).toBe('12345 浦东新区热线办')
    expect(authorityOf(sheet, '')).toBe('12345政务服务便民热线')
    expect(authorityOf(null, '')).toBe('监管转办')
  })
})

describe('办理时限 as sheets write it', () => {
  const from = new Date('2026-11-02T01:30:00Z')
  test.each([
    ['2026-11-10 17:00前', '2026-11-10T09:00:00.000Z'],
    ['2026年11月10日17时30分之前', '2026-11-10T09:30:00.000Z'],
    ['2026/11/10', '2026-11-10T15:59:59.000Z'],
    ['2026-11-10 00:00:00', '2026-11-10T15:59:59.000Z'],
    ['24小时', '2026-11-03T01:30:00.000Z'],
    ['收到之日起5日内', '2026-11-07T15:59:59.000Z'],
  ])('%s is %s in Shanghai', (words, instant) => {
    expect(readDueDate(words, from, 480).at?.toISOString()).toBe(instant)
  })
  test('working days are counted by the calendar, not here; other words are no time', () => {
    expect(readDueDate('5个工作日', from, 480)).toEqual({ at: null, isWorkingDays: true })
    expect(readDueDate('尽快', from, 480)).toEqual({ at: null, isWorkingDays: false })
  })
})

describe('a transfer sheet enters by the import and comes out answered as a sheet (12345)', () => {
  const desk = useImporter()
  const row = (no: string, due: string, text: string) => [
    '1',
    no,
    '2026-11-01 09:30:00',
    '赵敏',
    '13800138000',
    text,
    due,
    '浦东新区热线办',
  ]

  test('number, authority and limit stand on the case, the regulator’s clock runs, and a second upload brings nothing twice', async () => {
    const file = await aWorkbook([
      heads12345,
      row('PD20261101001', '2026-11-05 17:00前', '小区自来水浑浊三天，物业和水司互相推诿，要求查明原因。'),
      row('PD20261101002', '5个工作日', '空调安装师傅迟到，等了三个小时没有人来，要求退款。'),
    ])
    const run = await desk.importer.read('12345转办单.xlsx', file)
    expect(run.mapping).toMatchObject({ 1: 'referenceNo', 6: 'dueAt', 7: 'authority' })
    expect(run.problems).toEqual([expect.objectContaining({ row: 3, column: 'dueAt', severity: 'warning' })])
    await desk.importer.commit(run.id, 'toHandle')
    const { rows } = await desk.importer.casesOf(run.id)
    expect(rows).toHaveLength(2)
    const cases = await Promise.all(rows.map(async ({ id }: { id: string }) => (await desk.admin.get(`/cases/${id}`)).body))
    const referred = cases.find(({ regulator }) => regulator.referenceNo === 'PD20261101001')
    expect(referred).toMatchObject({
      channel: 'regulator',
      regulator: { authority: '12345 浦东新区热线办', referenceNo: 'PD20261101001', dueAt: '2026-11-05T09:00:00.000Z' },
    })

    await desk.world.settle()
    const { clocks } = (await desk.admin.get(`/cases/${referred.id}`)).body
    expect(clocks).toContainEqual(expect.objectContaining({ regime: 'regulator', state: 'running', dueAt: '2026-11-05T09:00:00.000Z' }))

    const again = await desk.importer.read('12345转办单.xlsx', file)
    const ended = await desk.importer.commit(again.id, 'toHandle')
    expect(ended.counts).toMatchObject({ committed: 0, known: 2 })
  })

  test('what was answered is exported under the sheet’s own heads, in its order; what was not waits', async () => {
    const run = await desk.importer.read(
      '转办单.xlsx',
      await aWorkbook([
        heads12345,
        row('PD20261101011', '2026-11-05', '宽带连续断线一周，多次报修无人上门，要求减免费用。'),
        row('PD20261101012', '2026-11-06', '快递丢失，客服一直推脱，要求赔偿。'),
      ]),
    )
    await desk.importer.commit(run.id, 'toHandle')
    const { rows } = await desk.importer.casesOf(run.id)
    const numbers = new Map<string, { id: string; number: string }>()
    for (const { id, number } of rows) numbers.set((await desk.admin.get(`/cases/${id}`)).body.regulator.referenceNo, { id, number })
    const { id, number } = numbers.get('PD20261101011') as { id: string; number: string }
    await desk.admin.post(`/cases/${id}/acceptance`, { category: 'delivery.delay' })
    const answered = await desk.admin.post(`/cases/${id}/answers`, {
      finding: 'substantiated',
      text: '=经核实属实，已修复线路并减免一个月费用。',
    })
    expect(answered.status).toBe(201)

    const { body: token } = await desk.admin.post('/tokens', { name: '答复表', permissions: ['imports:run', 'cases:read'] })
    const file = await desk.world.app.inject({
      url: `/api/v1/imports/${run.id}/answers.xlsx`,
      headers: { authorization: `Bearer ${token.token}`, host: '127.0.0.1:3000' },
    })
    expect(file.statusCode).toBe(200)
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(file.rawPayload as never)
    const cells = ((book.worksheets[0]?.getSheetValues() ?? []) as string[][]).slice(1).map((line) => line.slice(1))
    expect(cells).toHaveLength(2)
    expect(cells[0]?.slice(0, 8)).toEqual(['工单编号', '转办单位', '来电时间', '诉求内容', '办理时限', '办理结果', '回复内容', '办结时间'])
    expect(cells[1]).toEqual([
      'PD20261101011',
      '12345 浦东新区热线办',
      '2026-11-01 09:30:00',
      '宽带连续断线一周，多次报修无人上门，要求减免费用。',
      '2026-11-05 23:59:59',
      '属实',
      "'=经核实属实，已修复线路并减免一个月费用。",
      '2026-11-02 10:00:00',
      number,
    ])
  })

  test('a file that is no transfer sheet has no answer sheet', async () => {
    const run = await desk.importer.read('list.csv', '编号,投诉内容\nA1,停水三天没有人管\n')
    await desk.importer.commit(run.id, 'toHandle')
    expect((await desk.admin.get(`/imports/${run.id}/answers.xlsx`)).body).toMatchObject({ code: 'IMPORT_STEP_NOT_ALLOWED' })
  })
})
