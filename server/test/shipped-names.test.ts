import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shippedName } from '../../web/src/platform/shipped-names.ts'
import { aWorld, type Client, signedInAs, type World } from './harness.ts'

const chinese = /\p{Script=Han}/u

describe('names a company begins with, to who reads English (预置名称)', () => {
  let world: World
  let admin: Client
  beforeAll(async () => {
    world = await aWorld()
    admin = await signedInAs(world)
  })
  afterAll(() => world.close())
  const rowsOf = async (address: string) => (await admin.get(address)).body.rows as Record<string, string>[]

  test('roles, escalation rules, the calendar, its holidays and the process with its guidance all have their English', async () => {
    const [process] = await rowsOf('/processes')
    const years = (await rowsOf('/calendars/holidays')) as unknown as { holidays: { name: string }[] }[]
    const names = [
      ...(await rowsOf('/roles')).map(({ name }) => name),
      ...(await rowsOf('/escalation-rules')).map(({ name }) => name),
      ...(await rowsOf('/calendars')).map(({ name }) => name),
      ...years.flatMap(({ holidays }) => holidays.map(({ name }) => name)),
      process?.title,
      ...((await admin.get(`/processes/${process?.id}`)).body.steps as { guidance?: string }[]).map(({ guidance }) => guidance),
    ].flatMap((name) => name ?? [])
    expect(names.length).toBeGreaterThan(40)
    expect(names.filter((name) => chinese.test(shippedName(name, true)))).toEqual([])
    expect(names.every((name) => shippedName(name, false) === name)).toBe(true)
  })

  test('what somebody named stays as it was written', () => {
    expect(shippedName('夜班坐席', true)).toBe('夜班坐席')
    expect(shippedName('春节、厂庆', true)).toBe('春节、厂庆')
    expect(shippedName('国庆节、中秋节', true)).toBe('National Day, Mid-Autumn Festival')
  })
})
