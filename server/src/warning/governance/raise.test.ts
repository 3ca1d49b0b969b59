import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aRegisteredCase } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { type Raise, raiseWarnings } from './raise.ts'

let world: World
let admin: Client

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
})
afterAll(() => world.close())

const aSurge = (given: Partial<Raise> = {}): Raise => ({
  kind: 'surge',
  key: 'day|region=华东|product=冰箱',
  subject: '华东·冰箱·异响',
  facts: { observed: 12, expected: 4, low: 1, high: 8, words: ['异响', '压缩机'] },
  caseIds: [],
  firstSeenAt: world.clock.now(),
  ...given,
})
const raise = (...raises: Raise[]) =>
  world.deps.database
    .tenant(world.tenantId)
    .transaction()
    .execute((tx) => raiseWarnings(tx, world.tenantId, raises, world.clock.now()))
const listed = async (query = '') => (await admin.get(`/warnings${query}`)).body

describe('raising a warning (预警)', () => {
  test('a surge makes one warning with its level, its rows and its facts; the same again is a repeat', async () => {
    const { caseId } = await aRegisteredCase(admin)
    const [first] = await raise(aSurge({ caseIds: [caseId] }))
    expect(first).toMatchObject({ isNew: true, level: 'yellow' })
    world.clock.moveMinutes(60)
    const [again] = await raise(aSurge({ caseIds: [caseId], facts: { observed: 30, expected: 5 } }))
    expect(again).toMatchObject({ isNew: false, level: 'orange', warningId: first?.warningId })
    const [lower] = await raise(aSurge({ facts: { observed: 8, expected: 5 } }))
    expect(lower).toMatchObject({ isNew: false, level: 'orange' })
    expect((await listed()).rows).toMatchObject([
      {
        subject: '华东·冰箱·异响',
        level: 'orange',
        state: 'raised',
        repeats: 2,
        cases: 1,
        facts: { observed: 8, expected: 5, ratio: 1.6, words: ['异响', '压缩机'] },
      },
    ])
  })

  test('two raises of one key in one call and in two calls at once make one warning', async () => {
    const twice = aSurge({ key: 'day|node=安装', subject: '安装' })
    const answers = await Promise.all([raise(twice, twice), raise(twice), raise(twice)])
    expect(new Set(answers.flat().map(({ warningId }) => warningId)).size).toBe(1)
    expect(answers.flat().filter(({ isNew }) => isNew)).toHaveLength(1)
  })

  test('what the rules want no warning of makes none: a group needs five people', async () => {
    const aGroup = (people: number): Raise => ({ ...aSurge(), kind: 'group', key: 'g1', subject: '停水未通知', facts: { people } })
    expect(await raise(aGroup(4))).toEqual([])
    expect(await raise(aGroup(5))).toMatchObject([{ isNew: true, level: 'yellow' }])
    expect(await raise(aGroup(31))).toMatchObject([{ isNew: false, level: 'red' }])
  })

  test('the list is filtered by kind, level, state and words, and turns its pages', async () => {
    expect((await listed('?kind=group')).rows).toMatchObject([{ subject: '停水未通知' }])
    expect((await listed('?level=red,orange&sort=urgent')).rows.map(({ level }: { level: string }) => level)).toEqual(['red', 'orange'])
    expect((await listed(`?q=${encodeURIComponent('停水')}`)).total).toEqual({ count: 1, capped: false })
    expect((await listed('?state=cleared')).rows).toEqual([])
    const one = await listed('?limit=1&sort=urgent')
    const two = await listed(`?limit=1&sort=urgent&cursor=${one.nextCursor}`)
    expect(two.rows[0].id).not.toBe(one.rows[0].id)
    expect((await admin.get('/warnings?kind=nonsense')).status).toBe(400)
    expect((await admin.get('/warnings?limit=1&cursor=xyz')).body.code).toBe('CURSOR_INVALID')
  })
})
