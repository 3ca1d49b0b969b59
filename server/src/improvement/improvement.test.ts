import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'

let world: World
let admin: Client
let unitId: string

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
})
afterAll(() => world.close())

const caseOf = async (id: string) => (await admin.get(`/cases/${id}`)).body
const cause = { code: 'people.process', text: '派工未确认师傅到位' }

describe('finding the root cause (根因)', () => {
  test('a substantiated case closes only with one', async () => {
    const { id } = await aCaseIn('confirmed', admin, unitId)
    expect(await admin.post(`/cases/${id}/closure`)).toMatchObject({ status: 409, body: { missing: ['rootCause'] } })

    expect(await admin.post(`/cases/${id}/rootCauses`, cause)).toMatchObject({ status: 201, body: { status: 'confirmed' } })

    expect(await caseOf(id)).toMatchObject({ rootCause: { ...cause, by: { name: expect.any(String) } } })
    expect((await admin.get(`/cases/${id}/timeline`)).body.rows).toContainEqual(
      expect.objectContaining({ kind: 'case.causeFound', text: cause.text, facts: expect.objectContaining({ code: 'people.process' }) }),
    )
    expect(await admin.post(`/cases/${id}/closure`)).toMatchObject({ status: 201 })
  })

  test('a later one replaces it on the case', async () => {
    const { id } = await aCaseIn('handling', admin, unitId)
    await admin.post(`/cases/${id}/rootCauses`, cause)
    await admin.post(`/cases/${id}/rootCauses`, { code: 'supplier', text: '外包公司排班过满' })
    expect(await caseOf(id)).toMatchObject({ rootCause: { code: 'supplier', text: '外包公司排班过满' } })
  })

  test('a reopened case looks for its cause anew', async () => {
    const { id } = await aCaseIn('closed', admin, unitId)
    await admin.post(`/cases/${id}/reopening`, { reason: '故障再次出现' })
    expect(await caseOf(id)).toMatchObject({ cycle: 2, rootCause: null })
  })

  test('an accepted case is too early, an unknown cause no cause', async () => {
    const { id } = await aCaseIn('accepted', admin, unitId)
    expect(await admin.post(`/cases/${id}/rootCauses`, cause)).toMatchObject({ status: 409, body: { code: 'CASE_STEP_NOT_ALLOWED' } })
    const { id: handled } = await aCaseIn('handling', admin, unitId)
    expect(await admin.post(`/cases/${handled}/rootCauses`, { code: 'bad.luck', text: '运气' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/code' }] },
    })
  })
})

describe('the cause catalogue (原因目录)', () => {
  test('ships with people, system, product, procedure and what lies outside; a tenant adds its own', async () => {
    const codes = (await admin.get('/causes')).body.rows.map(({ code }: { code: string }) => code)
    expect(codes).toEqual(expect.arrayContaining(['people.process', 'product', 'expectation', 'customerUse', 'supplier']))

    expect(await admin.post('/causes', { code: 'system.app', name: '应用程序' })).toMatchObject({ status: 201, body: { parent: 'system' } })
    expect(await admin.patch('/causes/system.app', { active: false, version: 1 })).toMatchObject({ status: 200, body: { active: false } })
    const { id } = await aCaseIn('handling', admin, unitId)
    expect(await admin.post(`/cases/${id}/rootCauses`, { code: 'system.app', text: '闪退' })).toMatchObject({ status: 400 })
  })
})
