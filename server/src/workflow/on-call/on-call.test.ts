import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPerson, aUnit } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'

let world: World
let admin: Client
let unitId: string
let chief: Awaited<ReturnType<typeof aPerson>>
let night: Awaited<ReturnType<typeof aPerson>>

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
  chief = await aPerson(world, admin, 'supervisor', unitId)
  night = await aPerson(world, admin, 'handler', unitId)
})
afterAll(() => world.close())

const calledAt = async (level: number, at: string) =>
  (await admin.get(`/on-call/now?unitId=${unitId}&at=${at}`)).body.levels[level - 1] as { people: { id: string }[]; fromList: boolean }
const send = (name: string, content: string | Uint8Array<ArrayBuffer>) => {
  const form = new FormData()
  form.append('file', new Blob([content]), name)
  return admin.post('/on-call/imports', form)
}

describe('on-call lists (值班表)', () => {
  test('without a list the supervisors along the unit tree are called', async () => {
    expect(await calledAt(1, '2026-11-02T02:00:00Z')).toMatchObject({ fromList: false, people: [{ id: chief.id }] })
    expect((await calledAt(4, '2026-11-02T02:00:00Z')).people.length).toBeGreaterThan(0)
  })

  test('a night shift is called from ten to six, in the tenant’s zone', async () => {
    const shift = { unitId, level: 1, userId: night.id, weekday: null, fromMinute: 22 * 60, toMinute: 6 * 60 }
    const { status, body } = await admin.post('/on-call', shift)
    expect({ status, body }).toMatchObject({ status: 201, body: { personName: expect.any(String), unitName: '安装部' } })
    expect(await calledAt(1, '2026-11-02T15:30:00Z')).toMatchObject({ fromList: true, people: [{ id: night.id }] }) // 23:30 in Shanghai
    expect(await calledAt(1, '2026-11-02T02:00:00Z')).toMatchObject({ fromList: false })
    expect(await admin.put(`/on-call/${body.id}`, { ...shift, level: 2, version: 1 })).toMatchObject({ status: 200, body: { level: 2 } })
    expect(await admin.put(`/on-call/${body.id}`, { ...shift, version: 1 })).toMatchObject({ status: 409 })
    expect(await night.post('/on-call', shift)).toMatchObject({ status: 403 })
    expect(await admin.delete(`/on-call/${body.id}`)).toMatchObject({ status: 204 })
  })

  test('a CSV comes in whole or not at all, and each wrong row is named', async () => {
    const head = '部门,级别,人员,星期,开始,结束,生效日期,失效日期\n'
    const wrong = await send('值班.csv', `${head}安装部,1,${chief.username},周一,8:30,17:30,,\n没有的部门,9,谁,周八,25:00,1:00,,\n`)
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/rows/3' }] } })
    expect((await admin.get('/on-call')).body.rows).toEqual([])
    const right = await send(
      '值班.csv',
      `${head}安装部,1级,${chief.username},周一,8:30,17:30,2026-11-01,2026/11/30\n,4,${night.username},,0:00,24:00,,\n`,
    )
    expect(right).toMatchObject({ status: 201, body: { added: 2 } })
    expect((await admin.get('/on-call')).body.rows).toMatchObject([
      { unitId: null, level: 4, weekday: null, fromMinute: 0, toMinute: 0 },
      { unitId, level: 1, weekday: 1, fromMinute: 510, toMinute: 1050, validFrom: '2026-11-01', validTo: '2026-11-30' },
    ])
  })

  test('an Excel file too, with times as Excel keeps them', async () => {
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('值班')
    sheet.addRow(['级别', '人员', '开始', '结束', '生效日期'])
    const row = sheet.addRow([3, chief.username, new Date(Date.UTC(1899, 11, 30, 9, 0)), '18:00', new Date(Date.UTC(2026, 10, 9))])
    row.getCell(3).numFmt = 'hh:mm'
    row.getCell(5).numFmt = 'yyyy/m/d'
    const bytes = new Uint8Array(await book.xlsx.writeBuffer())
    expect(await send('值班.xlsx', bytes)).toMatchObject({ status: 201, body: { added: 1 } })
    expect((await admin.get('/on-call')).body.rows).toContainEqual(
      expect.objectContaining({ level: 3, fromMinute: 540, toMinute: 1080, validFrom: '2026-11-09' }),
    )
    expect(await send('值班.xlsx', 'kein Excel')).toMatchObject({ status: 400, body: { code: 'FILE_UNREADABLE' } })
    for (let at = 0; at < 2_000; at++) sheet.addRow([1, chief.username, '08:00', '18:00'])
    const tooLong = new Uint8Array(await book.xlsx.writeBuffer())
    expect(await send('值班.xlsx', tooLong)).toMatchObject({ status: 400, body: { detail: expect.stringContaining('最多 2000 行') } })
  })
})
