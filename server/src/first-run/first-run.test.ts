import type { FirstRun } from '@zhiwei/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPerson, aRegisteredCase } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'

describe('setting up a company (开始使用)', () => {
  let world: World
  let admin: Client
  beforeAll(async () => {
    world = await aWorld()
    admin = await signedInAs(world)
  })
  afterAll(() => world.close())

  const now = async (): Promise<FirstRun> => (await admin.get('/first-run')).body
  const done = async () => (await now()).steps.filter(({ isDone }) => isDone).map(({ step }) => step)

  test('an empty company has all before it, and no demo company', async () => {
    expect(await now()).toMatchObject({ hasCases: false, demo: 'none' })
    expect(await done()).toEqual([])
  })

  test('each step is done when the facts say so, and open again when they are taken back', async () => {
    const { body: unit } = await admin.post('/units', { code: 'installation', name: '安装部', kind: 'department' })
    expect(await done()).toEqual(['units'])
    await admin.post('/units', { code: 'hotline1', name: '热线一组', kind: 'callCentre' })
    expect((await now()).steps.find(({ step }: { step: string }) => step === 'units')).toMatchObject({ count: 2 })
    await aPerson(world, admin, 'agent')
    const { version } = (await admin.get('/clock-settings')).body
    await admin.put('/clock-settings', { industry: null, warnPercents: [50, 75, 90], version })
    expect(await done()).toEqual(['units', 'people', 'limits'])
    await admin.post('/tokens', { name: '官网表单', permissions: ['complaints:register'] })
    expect(await done()).toContain('channels')
    expect(await admin.patch(`/units/${unit.id}`, { active: false, version: unit.version })).toMatchObject({ status: 200 })
    expect((await now()).steps.find(({ step }: { step: string }) => step === 'units')).toMatchObject({ count: 1 })
    await aRegisteredCase(admin)
    expect((await now()).hasCases).toBe(true)
  })

  test('the demo company is asked for once, by whoever may manage settings', async () => {
    const agent = await aPerson(world, admin, 'agent')
    expect(await agent.get('/first-run')).toMatchObject({ status: 403 })
    expect(await agent.post('/tenants/demo')).toMatchObject({ status: 403 })
    expect(await admin.post('/tenants/demo')).toMatchObject({ status: 202 })
    expect(await admin.post('/tenants/demo')).toMatchObject({ status: 202 })
    expect((await now()).demo).toBe('making')
    const { body } = await admin.get('/audit/records?kind=demo.asked')
    expect(body.total.count).toBe(2)
  })
})
