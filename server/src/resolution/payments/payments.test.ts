import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aUnit } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'

let world: World
let admin: Client
let agent: Client
let manager: Client
let unitId: string
beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
  agent = await aPerson(world, admin, 'agent')
  manager = await aPerson(world, admin, 'manager')
})
afterAll(() => world.close())

async function aGranted(amountFen: number, kind = 'refund') {
  const { id, number } = await aCaseIn('accepted', admin, unitId)
  const { body } = await agent.post(`/cases/${id}/remedies`, { kind, amountFen, text: '退还安装费' })
  return { id, number, remedyId: body.id }
}

describe('payment files (付款文件)', () => {
  test('hold what was granted once; written out anew it is the same file', async () => {
    const one = await aGranted(12_345)
    const two = await aGranted(5_000, 'compensation')
    await aGranted(3_000, 'discount')
    const taken = await aGranted(7_000)
    await admin.post(`/cases/${taken.id}/reversals`, { remedyId: taken.remedyId, reason: '录错' })
    expect((await manager.get('/payment-batches')).body).toMatchObject({ rows: [], waiting: { payments: 2, amountFen: 17_345 } })

    const both = await Promise.all([manager.post('/payment-batches'), admin.post('/payment-batches')])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(both.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'NOTHING_TO_PAY' })
    const batch = both.find(({ status }) => status === 201)?.body
    expect(batch).toMatchObject({ no: 1, payments: 2, amountFen: 17_345 })

    const file = await manager.get(`/payment-batches/${batch.id}/file`)
    expect(file).toMatchObject({ status: 200 })
    const lines = String(file.body).trim().split('\r\n')
    expect(lines).toHaveLength(3)
    expect(lines[1]).toContain(`FK000001-0001,${one.number},王**,123.45,退款`)
    expect(lines[2]).toContain(`FK000001-0002,${two.number},王**,50.00,补偿`)
    await aGranted(1_000)
    expect((await manager.get(`/payment-batches/${batch.id}/file`)).body).toBe(file.body)

    expect(await admin.post(`/cases/${one.id}/reversals`, { remedyId: one.remedyId, reason: '付了又收' })).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_DECIDED' },
    })
    const ledger = (await manager.get(`/ledger?batchId=${batch.id}`)).body
    expect(ledger).toMatchObject({ total: { count: 2 }, sums: { paidFen: 17_345 }, rows: [{ batchNo: 1 }, { batchNo: 1 }] })
  })

  test('payees are masked; in full only with the permission and a reason, which is recorded', async () => {
    const { body: list } = await admin.get('/payment-batches')
    const at = `/payment-batches/${list.rows[0].id}/file`
    expect(await manager.get(`${at}?payee=full&reason=${encodeURIComponent('银行付款')}`)).toMatchObject({ status: 403 })
    expect(await admin.get(`${at}?payee=full`)).toMatchObject({ status: 400 })
    expect((await admin.get(`${at}?payee=full&reason=${encodeURIComponent('银行付款')}`)).body).toContain('王小明')
    expect((await admin.get('/audit/records?kind=paymentBatch.revealed')).body.rows).toMatchObject([{ reason: '银行付款' }])
    expect(await agent.get(at)).toMatchObject({ status: 403 })
  })

  test('as a workbook it says the same', async () => {
    const { body: list } = await admin.get('/payment-batches')
    const response = await world.app.inject({
      method: 'GET',
      url: `/api/v1/payment-batches/${list.rows[0].id}/file?format=xlsx`,
      headers: { authorization: `Bearer ${(await admin.post('/tokens', { name: '付款', permissions: ['payments:export'] })).body.token}` },
    })
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(response.rawPayload as never)
    expect(workbook.worksheets[0]?.getRow(2).getCell(4).value).toBe(123.45)
  })
})
