import ExcelJS from 'exceljs'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { aRegisteredCase } from '../../../test/builders.ts'
import { intakeSources } from '../../intake-sources.ts'
import { useImporter } from './importer-for-tests.ts'
import { importJobs } from './index.ts'

describe('importing a table of complaints (导入)', () => {
  const desk = useImporter()

  const work = () => desk.importer.work()
  const read = (name: string, content: Buffer | string) => desk.importer.read(name, content)
  const commit = (id: string, as?: string) => desk.importer.commit(id, as)
  const casesOf = (id: string) => desk.importer.casesOf(id)

  const messages = `留言编号,留言用户,留言主题,留言时间,留言详情,反对数,点赞数
188006,A000102948,影楼是否纳税,2019/2/28 11:25:05,"小区里有一家影楼，
请查一查""有没有""纳税",0,0
188007,A00074795,路牌,2019-07-19 18:19:54,路牌多年未换，电话13912345678,0,1
188008,A00074795,空的,2019/8/1,,0,0
188009,A00074796,坏日期,昨天下午,水管漏水没人管,0,0
188007,A00074795,同编号,2019/8/2,同一个编号又来一次,0,0
`

  test('columns are guessed, dates read in both forms, problems named, and history rows end closed', async () => {
    const run = await read('messages.csv', `\uFEFF${messages}`)
    expect(run).toMatchObject({ state: 'ready', source: 'utf-8', proposedAs: 'history' })
    expect(run.mapping).toEqual({ 0: 'externalId', 1: 'customerNo', 2: 'subject', 3: 'receivedAt', 4: 'text' })
    expect(run.counts).toMatchObject({ rows: 5, good: 4, bad: 1 })
    expect(run.preview[0].values).toMatchObject({ receivedAt: '2019-02-28 11:25:05', subject: '影楼是否纳税' })
    expect(run.preview[1].values.text).toContain('139****5678')
    expect(run.problems).toContainEqual(expect.objectContaining({ row: 5, column: 'receivedAt', severity: 'error', value: '昨天下午' }))

    const done = await commit(run.id)
    expect(done).toMatchObject({ state: 'committed', as: 'history', counts: { committed: 3, known: 1 } })
    const { rows } = await casesOf(run.id)
    expect(rows.map((row: { subject: string; receivedAt: string; status: string }) => [row.subject, row.receivedAt, row.status])).toEqual([
      ['影楼是否纳税', '2019-02-28T03:25:05.000Z', 'closed'],
      ['路牌', '2019-07-19T10:19:54.000Z', 'closed'],
      ['空的', '2019-07-31T16:00:00.000Z', 'closed'],
    ])
    expect((await desk.admin.get(`/cases/${rows[0].id}`)).body.text).toBe('小区里有一家影楼，\n请查一查"有没有"纳税')
    expect((await desk.admin.get(`/cases?q=${encodeURIComponent('多年未换')}`)).body.rows).toHaveLength(1)
    await desk.world.settle()
    expect((await desk.admin.get(`/cases/${rows[0].id}`)).body.clocks).toEqual([])
  })

  test('the error report names every problem and closes formulas', async () => {
    const run = await read('bad.csv', '投诉内容,时间\n好的,2026/10/1\n坏的,=1+1\n')
    const { body, headers } = await desk.admin.get(`/imports/${run.id}/problems.csv`)
    expect(headers['content-disposition']).toContain('attachment')
    expect(body).toContain(`"3","投诉时间","'=1+1"`)
  })

  test('who reads English is told in English what is wrong, before and after the import, and reads what the file says as it is', async () => {
    const english = { 'accept-language': 'en' }
    const run = await read('english.csv', '投诉内容,时间,分类,\n电饭煲的内胆掉漆了,2026/10/1,分类,老张\n锅盖也坏了,昨天,外观瑕疵,\n')
    const shown = (await desk.admin.get(`/imports/${run.id}`, english)).body
    expect(shown.problems.map(({ row, detail }: { row: number; detail: string }) => [row, detail])).toEqual([
      [2, 'No such category in the tree; it will be unclassified'],
      [3, 'The date cannot be read; write it like 2019-08-01 11:25'],
    ])
    expect(shown.columns.map(({ name }: { name: string }) => name)).toEqual(['投诉内容', '时间', '分类', 'Column 4'])
    expect(shown.preview[0].problems).toEqual(['No such category in the tree; it will be unclassified'])

    const lines = [
      '\uFEFF"Row","Field","Value","Problem","Imported"',
      '"2","Category","分类","No such category in the tree; it will be unclassified","yes"',
      '"3","Received at","昨天","The date cannot be read; write it like 2019-08-01 11:25","no"',
    ]
    const report = async () => (await desk.admin.get(`/imports/${run.id}/problems.csv`, english)).body
    expect((await report()).split('\r\n').filter(Boolean)).toEqual(lines)
    await commit(run.id)
    expect((await report()).split('\r\n').filter(Boolean)).toEqual(lines)
    expect((await desk.admin.get(`/imports/${run.id}`)).body.problems[0].detail).toBe('分类树里没有这个分类，导入后待分类')
  })

  test('GB18030, tabs and semicolons are read as they are', async () => {
    const gb = await read('国标.csv', iconv.encode('投诉内容\t姓名\t电话\n鑫㙓小区停水三天\t王小明\t13911112222\n', 'gb18030'))
    expect(gb).toMatchObject({ source: 'gb18030', mapping: { 0: 'text', 1: 'name', 2: 'phone' } })
    expect(gb.preview[0].values).toMatchObject({ text: '鑫㙓小区停水三天', name: '王**', phone: '139****2222' })
    const semi = await read('semi.csv', 'date;text;phone\n2026-10-01;"hello; world";13911113333\n')
    expect(semi.preview[0].values.text).toBe('hello; world')
  })

  test('an Excel workbook with a title line, real dates, serials and two sheets', async () => {
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('十月')
    sheet.addRow(['十月份投诉台账'])
    sheet.addRow(['投诉时间', '客户姓名', '联系电话', '投诉内容', '金额', '处理状态', '处理结果', '投诉分类'])
    sheet.addRow([new Date(Date.UTC(2026, 9, 3, 9, 30)), '李四', 13911114444, '空调漏水', 120.5, '已办结', '已上门维修', '性能故障'])
    sheet.addRow([46300.25, '赵六', '13911115555', '冰箱异响', '1,200元', '处理中', '', '不存在的分类'])
    const other = book.addWorksheet('其他')
    other.addRow(['内容'])
    other.addRow(['第二张表里的投诉'])
    const run = await read('台账.xlsx', Buffer.from(await book.xlsx.writeBuffer()))
    expect(run).toMatchObject({ state: 'ready', sheets: ['十月', '其他'], source: 'xlsx:十月', proposedAs: 'history' })
    expect(run.mapping).toEqual({ 0: 'receivedAt', 1: 'name', 2: 'phone', 3: 'text', 4: 'amount', 5: 'status', 6: 'answer', 7: 'category' })
    expect(run.preview.map((row: { values: { receivedAt: string } }) => row.values.receivedAt)).toEqual([
      '2026-10-03 09:30:00',
      '2026-10-05 06:00:00',
    ])
    expect(run.preview[1].problems[0]).toContain('分类')

    await commit(run.id, 'history')
    const { rows } = await casesOf(run.id)
    expect(rows.map((row: { status: string; category: string | null }) => [row.status, row.category])).toEqual([
      ['closed', 'quality.fault'],
      // What the file does not say, the machine proposes.
      ['handling', expect.any(String)],
    ])
    const { body: timeline } = await desk.admin.get(`/cases/${rows[0].id}/timeline`)
    expect(timeline.rows.at(-1)).toMatchObject({ kind: 'case.answered', text: '已上门维修' })

    const second = await read('台账.xlsx', Buffer.from(await book.xlsx.writeBuffer()))
    const mapping = desk.admin.put(`/imports/${second.id}/mapping`, { mapping: second.mapping, sheet: '其他' })
    await untilState(second.id, 'reading')
    await work()
    expect((await mapping).body).toMatchObject({ state: 'ready', source: 'xlsx:其他', mapping: { 0: 'text' }, counts: { rows: 1 } })
  })

  test('to handle: the rows wait for acceptance with their own time', async () => {
    const run = await read('today.csv', '投诉内容,时间\n今天的投诉,2026-11-01 10:00\n')
    expect(run.proposedAs).toBe('toHandle')
    await commit(run.id)
    expect((await casesOf(run.id)).rows[0]).toMatchObject({ status: 'registered', receivedAt: '2026-11-01T02:00:00.000Z' })
  })

  test('undo blanks what came, keeps what somebody has worked on, and the file may come again', async () => {
    const file = '编号,投诉内容,电话\nU-1,要撤销的鸵鸟,13911116666\nU-2,已经在办的,13911117777\n'
    const before = (await desk.admin.get('/cases')).body.total.count
    const run = await read('undo.csv', file)
    await commit(run.id, 'toHandle')
    const { rows } = await casesOf(run.id)
    const worked = rows.find((row: { subject: string }) => row.subject === '已经在办的')
    await desk.admin.post(`/cases/${worked.id}/notes`, { text: '已联系客户' })

    const undoing = desk.admin.delete(`/imports/${run.id}`)
    await untilState(run.id, 'undone')
    await work()
    expect(await undoing).toMatchObject({ status: 200, body: { state: 'undone', counts: { undone: 1 } } })
    const undone = (await desk.admin.get(`/imports/${run.id}`)).body
    expect(undone).toMatchObject({ state: 'undone', counts: { undone: 1, keptOnUndo: 1 }, kept: [{ caseId: worked.id, why: 'workedOn' }] })
    expect((await desk.admin.get('/cases')).body.total.count).toBe(before + 1)
    expect((await desk.admin.get(`/cases?q=${encodeURIComponent('鸵鸟')}`)).body.rows).toEqual([])
    expect((await desk.admin.get('/customers?q=13911116666')).body.rows).toEqual([])

    const again = await read('undo.csv', file)
    expect(await commit(again.id, 'toHandle')).toMatchObject({
      counts: { committed: 1, known: 1 },
      kept: [{ caseId: worked.id, why: 'existedBefore' }],
    })
  })

  test('a run that was killed between batches goes on without doubling', async () => {
    const lines = Array.from({ length: 1_203 }, (_, at) => `R-${at},重启第 ${at} 行`)
    const run = await read('long.csv', `编号,投诉内容\n${lines.join('\n')}\n`)
    await desk.admin.post(`/imports/${run.id}/commit`, { as: 'history' })
    const killed = new AbortController()
    const storing = importJobs(intakeSources)['intake.commitImport']?.(
      desk.world.deps,
      { tenantId: desk.world.tenantId, importId: run.id },
      killed.signal,
    )
    await untilCommitted(run.id, 500)
    killed.abort(new Error('killed'))
    await storing?.catch(() => {})
    await work()
    expect((await desk.admin.get(`/imports/${run.id}`)).body).toMatchObject({ state: 'committed', counts: { committed: 1_203, known: 0 } })
    expect((await casesOf(run.id)).total.count).toBe(1_203)
  })

  test.each([
    ['an empty file', ''],
    ['a picture', Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ', 'base64')],
    ['a broken workbook', Buffer.from('PK\x03\x04 not really a zip')],
    ['headers alone', '投诉内容,时间\n'],
  ])('%s fails with a sentence', async (_what, content) => {
    const run = await read('x.csv', content)
    expect(run.state).toBe('failed')
    expect(run.detail).toMatch(/[。，]|请|没有|只有/)
  })

  test('committing without a text column, or twice, is refused', async () => {
    const run = await read('x.csv', '投诉内容,时间\n有内容,2026/10/1\n')
    const mapping = desk.admin.put(`/imports/${run.id}/mapping`, { mapping: { 1: 'receivedAt' } })
    await untilState(run.id, 'reading')
    await work()
    await mapping
    expect(await desk.admin.post(`/imports/${run.id}/commit`)).toMatchObject({
      status: 409,
      body: { code: 'IMPORT_STEP_NOT_ALLOWED', missing: ['text'] },
    })
    expect((await desk.admin.put(`/imports/${run.id}/mapping`, { mapping: { 9: 'text' } })).status).toBe(400)
    expect((await aRegisteredCase(desk.admin)).caseId).toBeTruthy()
  })

  async function untilState(id: string, state: string) {
    while ((await desk.admin.get(`/imports/${id}`)).body.state !== state) await new Promise(setImmediate)
  }
  async function untilCommitted(id: string, count: number) {
    while ((await desk.admin.get(`/imports/${id}`)).body.counts.committed < count) await new Promise(setImmediate)
  }
})
