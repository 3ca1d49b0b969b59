import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aRegisteredCase } from './builders.ts'
import { aWorld, type Client, signedInAs, type World } from './harness.ts'

describe('every list answers in one form (rows, nextCursor, total)', () => {
  let world: World
  let admin: Client
  let caseId: string
  beforeAll(async () => {
    world = await aWorld()
    admin = await signedInAs(world)
    caseId = (await aRegisteredCase(admin)).caseId
  })
  afterAll(() => world.close())

  test.each([
    '/units',
    '/roles',
    '/tokens',
    '/people',
    '/users',
    '/categories',
    '/causes',
    '/saved-views',
    '/customers',
    '/cases',
    '/cases/:id/timeline',
    '/dispatch-desk',
    '/disputes',
    '/tasks',
    '/ideas',
    '/idea-marks',
    '/competitors',
  ])('%s', async (url) => {
    const { status, body } = await admin.get(url.replace(':id', caseId))
    expect({ status, body }).toMatchObject({ status: 200, body: { nextCursor: null, total: { count: body.rows.length, capped: false } } })
  })

  test.each([
    '/people',
    '/users',
    '/customers',
    '/cases',
    '/dispatch-desk',
    '/disputes',
    '/tasks',
    '/imports',
    '/audit/records',
    '/text/learning-runs',
    '/ideas',
    '/idea-marks',
  ])('%s names a filter it does not know instead of passing over it', async (url) => {
    expect((await admin.get(`${url}?limit=5`)).status).toBe(200)
    expect(await admin.get(`${url}?limit=5&colour=red`)).toMatchObject({
      status: 400,
      body: { code: 'INPUT_INVALID', errors: [{ detail: '没有这样的字段：colour' }] },
    })
  })
})
