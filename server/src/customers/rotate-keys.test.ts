import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aWorld, type World } from '../../test/harness.ts'
import { keysFrom } from '../platform/crypto.ts'
import type { Tx } from '../platform/database.ts'
import { findOrMakeCustomer, findOrMakeCustomers } from './find-or-make.ts'
import { findCustomerIds } from './queries.ts'
import { revealedField } from './reveal.ts'
import { rotateCustomerKeys } from './rotate-keys.ts'

let world: World
beforeAll(async () => {
  world = await aWorld()
})
afterAll(() => world.close())

const [oldSecret, newSecret] = ['the key of last year, long enough', 'the key of this year, long enough']
const [before, during, after] = [keysFrom([oldSecret]), keysFrom([newSecret, oldSecret]), keysFrom([newSecret])]
const inTx = <T>(work: (tx: Tx) => Promise<T>) => world.deps.database.tenant(world.tenantId).transaction().execute(work)

describe('rotating the keys of customers (密钥轮换)', () => {
  test('everybody is found and readable with the new key alone; a second run finds nothing to do', async () => {
    const people = Array.from({ length: 1_100 }, (_, at) => ({
      name: `客户${at}`,
      phone: `1391234${String(at).padStart(4, '0')}`,
      customerNo: `C-${at}`,
    }))
    const ids = await inTx((tx) => findOrMakeCustomers(tx, before, world.tenantId, people, world.clock.now()))

    expect(await rotateCustomerKeys(world.deps.database, during, world.tenantId)).toEqual({
      customers: 1_100,
      contactPoints: 1_100,
      doubles: 0,
    })

    const again = await inTx((tx) => findOrMakeCustomers(tx, after, world.tenantId, people, world.clock.now()))
    expect(again).toEqual(ids)
    expect(await inTx((tx) => findCustomerIds(tx, after, world.tenantId, '0042'))).toEqual([ids[42]])
    expect(await inTx((tx) => findCustomerIds(tx, after, world.tenantId, '客户 42'))).toEqual([ids[42]])
    expect(await inTx((tx) => revealedField(tx, after, world.tenantId, ids[42] ?? '', 'phone'))).toBe('13912340042')
    expect(await rotateCustomerKeys(world.deps.database, during, world.tenantId)).toEqual({ customers: 0, contactPoints: 0, doubles: 0 })
  })
  test('who was registered again under the new key meanwhile is counted as a double, and nothing of either is lost', async () => {
    const given = { name: '早到', phone: '13588880000', customerNo: 'D-1' }
    const early = await inTx((tx) => findOrMakeCustomer(tx, before, world.tenantId, given, world.clock.now()))
    const again = await inTx((tx) => findOrMakeCustomer(tx, during, world.tenantId, given, world.clock.now()))
    expect(again?.isNew).toBe(true)

    expect(await rotateCustomerKeys(world.deps.database, during, world.tenantId)).toEqual({ customers: 1, contactPoints: 1, doubles: 2 })

    expect((await inTx((tx) => findCustomerIds(tx, after, world.tenantId, '13588880000'))).sort()).toEqual([early?.id, again?.id].sort())
    for (const id of [early?.id, again?.id])
      expect(await inTx((tx) => revealedField(tx, after, world.tenantId, id ?? '', 'customerNo'))).toBe('D-1')
  })
  test('without the old key it ends with an error and changes nothing', async () => {
    await inTx((tx) => findOrMakeCustomer(tx, before, world.tenantId, { phone: '13588881111' }, world.clock.now()))
    await expect(rotateCustomerKeys(world.deps.database, after, world.tenantId)).rejects.toThrow('no key at hand')
  })
})
