import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPerson } from '../../../test/builders.ts'
import { aWorld, type Client, clientOf, signedInAs, type World } from '../../../test/harness.ts'

let world: World
let admin: Client
beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
})
afterAll(() => world.close())

const old = 'a good long password'
const fresh = 'another quite long one'

describe('changing one’s password (修改密码)', () => {
  test('takes the present one, ends the other sessions and keeps this one', async () => {
    const here = await aPerson(world, admin, 'agent')
    const elsewhere = await signedInAs(world, here.username, old)

    expect(await here.put('/sessions/current/password', { current: old, password: fresh })).toMatchObject({ status: 204 })

    expect(await here.get('/sessions/current')).toMatchObject({ status: 200 })
    expect(await elsewhere.get('/sessions/current')).toMatchObject({ status: 401 })
    const stranger = clientOf(world.app)
    expect(await stranger.post('/sessions', { username: here.username, password: old })).toMatchObject({ status: 401 })
    expect(await stranger.post('/sessions', { username: here.username, password: fresh })).toMatchObject({ status: 201 })
  })
  test('a wrong present one is refused at its field, and five lock the account', async () => {
    const person = await aPerson(world, admin, 'agent')
    const change = () => person.put('/sessions/current/password', { current: 'a wrong password', password: fresh })
    for (let i = 0; i < 5; i++) {
      expect(await change()).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID', errors: [{ pointer: '#/current' }] } })
    }
    expect(await change()).toMatchObject({ status: 429, body: { code: 'LOCKED_OUT' } })
  })
  test('what is guessed first is refused with the reason', async () => {
    const person = await aPerson(world, admin, 'agent')
    for (const password of ['zhiwei123456', `${person.username}12345678`, 'aaaaaaaaaaaaa', old]) {
      const res = await person.put('/sessions/current/password', { current: old, password })
      expect(res, password).toMatchObject({ status: 422, body: { code: 'PASSWORD_TOO_WEAK', detail: expect.any(String) } })
    }
  })
  test('a new account gets no weak password either', async () => {
    const res = await admin.post('/users', { username: 'xiaoli', name: '小李', password: 'Xiaoli@123456', roleIds: [] })
    expect(res).toMatchObject({ status: 422, body: { code: 'PASSWORD_TOO_WEAK' } })
  })
})
