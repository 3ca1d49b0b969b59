import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPerson } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'

type Person = Awaited<ReturnType<typeof aPerson>>
let world: World
let admin: Client
let reader: Person

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  reader = await aPerson(world, admin, 'supervisor')
})
afterAll(() => world.close())

const monthly = async (by: Pick<Client, 'get'> = admin) =>
  (await by.get('/report-templates')).body.rows.find(({ kind }: { kind: string }) => kind === 'monthly')
const heading = { kind: 'heading', words: { zh: '各部门', en: 'Units' } }
const chart = { kind: 'chart', measures: ['complaints'], by: 'month', most: 13 }
const ours = { title: { zh: '投诉月报', en: '' }, cover: false, sections: [heading, chart] }

describe('templates of reports (报告模板)', () => {
  test('stand as shipped until somebody changes one, which is a new version', async () => {
    expect((await admin.get('/report-templates')).body.rows.map(({ kind }: { kind: string }) => kind)).toEqual([
      ...['daily', 'weekly', 'monthly', 'regulator', 'board'],
    ])
    expect(await monthly()).toMatchObject({ version: 0, changed: false, changedBy: null })
    expect(await admin.put('/report-templates/monthly', { ...ours, version: 0 })).toMatchObject({
      status: 200,
      body: { version: 1, changed: true, title: { zh: '投诉月报' }, sections: [heading, chart] },
    })
    expect(await monthly(reader)).toMatchObject({ version: 1, changed: true })
  })

  test('two who change it at once: the second is asked to look again', async () => {
    const other = { ...ours, title: { zh: '月报', en: '' } }
    expect(await admin.put('/report-templates/monthly', { ...other, version: 0 })).toMatchObject({
      status: 409,
      body: { code: 'VERSION_CONFLICT' },
    })
    expect(await monthly()).toMatchObject({ version: 1, title: { zh: '投诉月报' } })
  })

  test('what a report is made of is the version of that moment, and the preview needs no saving', async () => {
    const preview = await admin.post('/periodic-reports/preview', { kind: 'monthly', language: 'zh-CN', ...ours, sections: [heading] })
    expect(preview.body).toMatchObject({ title: '投诉月报', blocks: [{ kind: 'heading', text: '一、各部门' }] })
    const { body } = await admin.post('/periodic-reports', { kind: 'monthly', language: 'en' })
    expect((await admin.get(`/periodic-reports/${body.id}`)).body).toMatchObject({ templateVersion: 1 })
    await admin.put('/report-templates/monthly', { ...ours, sections: [chart], version: 1 })
    expect((await admin.get(`/periodic-reports/${body.id}`)).body).toMatchObject({ templateVersion: 1 })
  })

  test('the shipped one comes back as a version of its own, and every version can be read', async () => {
    expect(await admin.post('/report-templates/monthly/reset', { version: 2 })).toMatchObject({
      status: 201,
      body: { version: 3, changed: false, title: { zh: '投诉管理月报' } },
    })
    const { rows } = (await admin.get('/report-templates/monthly/versions')).body
    expect(rows.map(({ version, sections }: { version: number; sections: object[] }) => [version, sections.length])).toEqual([
      [3, (await monthly()).sections.length],
      [2, 1],
      [1, 2],
    ])
    expect(await admin.post('/report-templates/monthly/reset', { version: 2 })).toMatchObject({ status: 409 })
  })

  test.each([
    ['without a section', { sections: [] }],
    ['with a measure nobody knows', { sections: [{ ...chart, measures: ['happiness'] }] }],
    ['without a title', { title: { zh: '', en: 'Monthly' } }],
    ['cut by what there is not', { sections: [{ ...chart, by: 'mood' }] }],
  ])('%s it is refused', async (_name, given) => {
    expect(await admin.put('/report-templates/weekly', { ...ours, ...given, version: 0 })).toMatchObject({ status: 400 })
  })

  test('who only reads reports changes none and sees no versions', async () => {
    expect(await reader.put('/report-templates/weekly', { ...ours, version: 0 })).toMatchObject({ status: 403 })
    expect(await reader.post('/report-templates/monthly/reset', { version: 3 })).toMatchObject({ status: 403 })
    expect(await reader.get('/report-templates/monthly/versions')).toMatchObject({ status: 403 })
    expect(await reader.post('/periodic-reports/preview', { kind: 'daily', language: 'zh-CN', ...ours })).toMatchObject({ status: 403 })
  })
})
