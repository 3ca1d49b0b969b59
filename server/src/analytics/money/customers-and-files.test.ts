import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aUnit } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'

let world: World
let admin: Client
let unitId: string

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
})
afterAll(() => world.close())

const bring = (to: string, name: string, text: string) => {
  const boundary = 'x-file'
  const payload = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/csv\r\n\r\n${text}\r\n--${boundary}--\r\n`
  return admin.post(to, payload, { 'content-type': `multipart/form-data; boundary=${boundary}` })
}
const solvedFast = async () =>
  (await admin.get('/money')).body.cohorts.find(({ cohort }: { cohort: string }) => cohort === 'solvedFast') as {
    count: number
    own: { stayed: number; of: number }
  }

describe('what customers do after a complaint (客户去留)', () => {
  test('is read from a file: all rows or none, and what is wrong is said by row', async () => {
    // Seven complaints were closed, three of them of one customer.
    for (const last of [1, 2, 3, 4, 5, 5, 5]) await aCaseIn('closed', admin, unitId, { complainant: { phone: `1361234000${last}` } })
    await world.settle()
    const on = new Date(world.clock.now().getTime() + 86_400_000).toISOString().slice(0, 10)
    const wrong = await bring(
      '/customer-outcomes-file',
      '去留.csv',
      `客户,日期,去留\n13612340001,${on},再次购买\n13612340002,${on},搬家\n13699999999,${on},流失`,
    )
    expect(wrong).toMatchObject({
      status: 400,
      body: {
        code: 'INPUT_INVALID',
        errors: [
          { pointer: '#/rows/3', detail: '第 3 行：去留须是再次购买、留下或流失' },
          { pointer: '#/rows/4', detail: '第 4 行：没有这位客户' },
        ],
      },
    })
    expect((await solvedFast()).own).toMatchObject({ stayed: 0, of: 0 })
    const rows = [1, 2, 3, 4, 5].map((last) => `1361234000${last},${on},${last < 3 ? '流失' : '再次购买'}`)
    expect(await bring('/customer-outcomes-file', '去留.csv', ['客户,日期,去留', ...rows].join('\n'))).toMatchObject({
      status: 201,
      body: { marked: 5 },
    })
  })

  test('counts each customer once, however many of their complaints were closed, and opens one case of each', async () => {
    await world.settle()
    expect(await solvedFast()).toMatchObject({ count: 5, own: { stayed: 3, of: 5 } })
    const [measured] = (await admin.get('/measures?names=repurchaseSolvedFastRatio')).body.measures
    expect(measured.total).toMatchObject({ numerator: 3, denominator: 5, value: 0.6 })
    const { body } = await admin.get('/measures/repurchaseSolvedFastRatio/rows?part=denominator')
    expect(body.total.count).toBe(5)
    expect(body.rows).toHaveLength(5)
  })
})

describe('exposure as a file (暴露量)', () => {
  const row = { kind: 'customers', month: '2026-10', product: '-5℃冷柜', region: null, amount: 1_200, source: '=客户系统' }

  test('a name that a sheet would take for a formula goes out harmless and comes back as it was', async () => {
    expect(await admin.put('/exposures', { rows: [row] })).toMatchObject({ status: 200 })
    const { body: csv } = await admin.get('/exposures-file?format=csv')
    expect(csv).toBe("\uFEFF口径,月份,产品,地区,数量,来源\r\n客户,2026-10,'-5℃冷柜,,1200,'=客户系统\r\n")

    expect(await bring('/exposures-file', '暴露量.csv', csv.replace('1200', '1300'))).toMatchObject({ status: 201, body: { set: 1 } })

    expect((await admin.get('/exposures')).body.rows).toMatchObject([{ ...row, product: '-5℃冷柜', amount: 1_300 }])
  })

  test('wrong rows are named, and nothing comes in', async () => {
    const wrong = await bring('/exposures-file', '暴露量.csv', '月份,数量\n2026-09,800\n十月,800\n2026-11,约八百')
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/rows/3' }, { pointer: '#/rows/4' }] } })
    expect((await admin.get('/exposures')).body.rows).toHaveLength(1)
    expect(await bring('/exposures-file', '暴露量.csv', '产品,地区\n冰箱,华东')).toMatchObject({
      status: 400,
      body: { code: 'FILE_UNREADABLE' },
    })
  })
})
