import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aRegisteredCase } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { eraseCases, systemActor } from '../../cases/index.ts'

let world: World
let admin: Client

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
})
afterAll(() => world.close())

const settle = async () => {
  await world.settle()
  await world.settle()
}
const erase = async (caseIds: string[]) => {
  const now = world.clock.now()
  await world.deps.database
    .tenant(world.tenantId)
    .transaction()
    .execute((tx) => eraseCases({ tx, keys: world.deps.keys, actor: systemActor(world.tenantId), now }, caseIds, { cause: 'importUndone' }))
  await settle()
}

describe('cases that were blanked (清除)', () => {
  test('a warning called after one keeps its number alone and is over', async () => {
    const { caseId, number } = await aRegisteredCase(admin, {
      subject: '再不退款我就打 12315',
      text: '拖了一个月，再不退款我就打12315投诉你们。',
    })
    await settle()
    const [warning] = (await admin.get(`/warnings?kind=exposure&caseId=${caseId}`)).body.rows
    expect(warning.subject).toContain('再不退款')
    await erase([caseId])
    const after = (await admin.get(`/warnings/${warning.id}`)).body
    expect(after).toMatchObject({ subject: number, state: 'cleared', caseRows: [], hiddenCases: 0 })
    expect(after.history.at(-1)).toMatchObject({ kind: 'cleared', by: null, note: '工单已清除' })
  })

  test('a group, and its warning, is called after those that stay', async () => {
    const text = '贵公司八月卖给我们小区的澄海牌净水器滤芯有一股刺鼻的塑料味，孩子喝了肚子疼，要求全部召回并退款。'
    const ids: string[] = []
    for (let at = 0; at < 6; at++) {
      const complainant = { name: `客户${at}`, phone: `1380000200${at}` }
      ids.push(
        (await aRegisteredCase(admin, { complainant, subject: `滤芯异味（第${at}户）`, text: `${text}${'！'.repeat(at % 3)}` })).caseId,
      )
    }
    await settle()
    const [group] = (await admin.get('/case-groups')).body.rows
    const named = Number(/第(\d)户/.exec(group.subject)?.[1])
    await erase([ids[named] ?? ''])
    const [after] = (await admin.get('/case-groups')).body.rows
    expect(after).toMatchObject({ id: group.id, people: 5, cases: 5 })
    expect(after.subject).toMatch(/滤芯异味/)
    expect(after.subject).not.toBe(group.subject)
    expect((await admin.get(`/warnings/${group.warningId}`)).body.subject).toBe(after.subject)
  })
})
