import type { Complainant } from '@zhiwei/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aWorld, type World } from '../../test/harness.ts'
import type { Tx } from '../platform/database.ts'
import { findOrMakeCustomer, findOrMakeCustomers } from './find-or-make.ts'
import { mergeCustomers } from './merge.ts'
import { caseCustomerOf, customerNames } from './queries.ts'
import { revealedField } from './reveal.ts'

let world: World
beforeAll(async () => {
  world = await aWorld()
})
afterAll(() => world.close())

const inTx = <T>(work: (tx: Tx) => Promise<T>) => world.deps.database.tenant(world.tenantId).transaction().execute(work)
const find = (complainant: Complainant) =>
  inTx((tx) => findOrMakeCustomer(tx, world.deps.keys, world.tenantId, complainant, world.clock.now()))
const findAll = (complainants: Complainant[]) =>
  inTx((tx) => findOrMakeCustomers(tx, world.deps.keys, world.tenantId, complainants, world.clock.now()))
const reveal = (id: string, field: 'phone' | 'email' | 'name' | 'customerNo') =>
  inTx((tx) => revealedField(tx, world.deps.keys, world.tenantId, id, field))
const customerCount = async () =>
  (await inTx((tx) => sql<{ count: number }>`select count(*) as count from customer`.execute(tx))).rows[0]?.count

/** Resolves as soon as somebody in this database waits for another's lock. */
async function somebodyWaits() {
  for (;;) {
    const { rows } = await world.deps.database.pool.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if (rows.length) return
  }
}

describe('one complainant (投诉人)', () => {
  test('who calls again from the same phone, however it is written, is the same customer', async () => {
    const first = await find({ name: '王小明', phone: '13912341234' })
    expect(first).toMatchObject({ isNew: true })
    for (const phone of ['+86 139-1234-1234', '１３９１２３４１２３４', '0086 13912341234']) {
      expect(await find({ phone })).toEqual({ id: first?.id, isNew: false })
    }
  })
  test('a match with another name keeps the customer and its name; an empty name is filled in', async () => {
    const known = await find({ phone: '95598' })
    await find({ phone: '95598', name: '李雷' })
    await find({ phone: '95598', name: '韩梅梅' })
    expect(await reveal(known?.id ?? '', 'name')).toBe('李雷')
  })
  test('by e-mail in either case, and what a known customer brings along makes it found by that too', async () => {
    const known = await find({ email: 'Zhao@Example.com' })
    expect(await find({ email: 'zhao@example.com', phone: '13700001111' })).toEqual({ id: known?.id, isNew: false })
    expect(await find({ phone: '13700001111', customerNo: 'z-1' })).toEqual({ id: known?.id, isNew: false })
    expect(await find({ customerNo: 'Z-1' })).toEqual({ id: known?.id, isNew: false })
  })
  test('the customer number wins over the phone of somebody else; the phone is not moved but shown for both', async () => {
    const father = await find({ name: '陈父', phone: '13511112222', customerNo: 'C-1' })
    const mother = await find({ name: '陈母', customerNo: 'C-2' })
    expect(await find({ customerNo: 'C-2', phone: '13511112222' })).toEqual({ id: mother?.id, isNew: false })
    expect(await find({ phone: '13511112222' })).toEqual({ id: father?.id, isNew: false })
    expect(await reveal(mother?.id ?? '', 'phone')).toBe('13511112222')
    const son = await find({ name: '陈子', customerNo: 'C-3', phone: '13511112222' })
    expect(son?.isNew).toBe(true)
    expect(await reveal(son?.id ?? '', 'phone')).toBe('13511112222')
  })
  test('a name alone is a new customer each time; nothing and 匿名 are none', async () => {
    const [one, other] = [await find({ name: '王小明' }), await find({ name: '王小明' })]
    expect(one?.id).not.toBe(other?.id)
    expect(await find({})).toBeNull()
    expect(await find({ kind: 'anonymous', phone: '13912341234' })).toBeNull()
    expect(await find({ phone: '不详' })).toBeNull()
  })
  test('what lists and the case page show of it is masked', async () => {
    const named = await find({ name: '欧阳娜', phone: '13622223333', email: 'ouyang@example.com', customerNo: 'K-20260001' })
    const nameless = await find({ phone: '13644445555' })
    const shown = await inTx((tx) => caseCustomerOf(tx, world.tenantId, named?.id ?? ''))
    expect(shown).toMatchObject({ name: '欧**', phone: '136****3333', email: 'o***@example.com', customerNo: '****001', tier: 'ordinary' })
    const names = await inTx((tx) => customerNames(tx, world.tenantId, [named?.id ?? '', nameless?.id ?? '']))
    expect([...names.values()].map(({ name }) => name).sort()).toEqual(['136****5555', '欧**'])
  })
  test('nothing of it stands readable in the database', async () => {
    await find({ name: '司马相如', phone: '13655556666', email: 'sima@example.com', customerNo: 'NR-778899' })
    const { rows } = await inTx((tx) =>
      sql<{
        row: string
      }>`select row_to_json(c)::text as row from customer c union all select row_to_json(p)::text from contact_point p`.execute(tx),
    )
    const stored = rows.map(({ row }) => row).join('\n')
    for (const plain of ['司马相如', '13655556666', 'sima@', 'NR-778899', '778899']) {
      expect(stored).not.toContain(plain)
      expect(stored).not.toContain(Buffer.from(plain).toString('hex'))
    }
  })
})

describe('two at once (并发)', () => {
  test('the second waits for the first and finds its customer', async () => {
    const before = await customerCount()
    let second: ReturnType<typeof find> | undefined
    const first = await inTx(async (tx) => {
      const made = await findOrMakeCustomer(
        tx,
        world.deps.keys,
        world.tenantId,
        { phone: '13800000001', email: 'twin@example.com' },
        world.clock.now(),
      )
      second = find({ name: '孪生', phone: '13800000001', customerNo: 'T-9' })
      await somebodyWaits()
      return made
    })
    expect(await second).toEqual({ id: first?.id, isNew: false })
    expect(await customerCount()).toBe((before ?? 0) + 1)
    expect(await find({ customerNo: 'T-9' })).toEqual({ id: first?.id, isNew: false })
  })
  test('who complains while two doubles are being merged is the one that stays', async () => {
    const [kept, double] = [await find({ phone: '13800000003' }), await find({ phone: '13800000004', customerNo: 'T-4' })]
    const [id, doubleId] = [kept?.id ?? '', double?.id ?? '']
    const system = { tenantId: world.tenantId, userId: null, tokenId: null, unitId: null, permissions: new Set<never>(), remedyLimitFen: 0 }
    const meanwhile = await inTx(async (tx) => {
      await mergeCustomers(tx, system, id, { doubleId, reason: '同一人' }, { moveCases: async () => 0 }, world.clock.now())
      const complaints = [find({ phone: '13800000004' }), find({ customerNo: 'T-4' })]
      await somebodyWaits()
      return { complaints }
    })
    for (const found of await Promise.all(meanwhile.complaints)) expect(found).toEqual({ id, isNew: false })
  })
  test('twenty at once with one new phone, number or e-mail make one customer', async () => {
    const before = await customerCount()
    const given = [
      { phone: '13800000002' },
      { phone: '13800000002', customerNo: 'T-20' },
      { phone: '13800000002', email: 'twenty@example.com' },
    ]
    const found = await Promise.all(Array.from({ length: 21 }, (_, at) => find({ name: '二十', ...given[at % 3] })))
    expect(new Set(found.map((one) => one?.id)).size).toBe(1)
    expect(found.filter((one) => one?.isNew)).toHaveLength(1)
    expect(await customerCount()).toBe((before ?? 0) + 1)
  })
  test('batches with the same new customers in other orders leave one of each', async () => {
    const before = await customerCount()
    const people = Array.from({ length: 200 }, (_, at) => ({ phone: `1390000${1000 + at}`, ...(at % 2 && { customerNo: `B-${at}` }) }))
    const batches = await Promise.all([findAll(people), findAll(people.toReversed()), findAll(people)])
    expect(batches[1]?.toReversed()).toEqual(batches[0])
    expect(batches[2]).toEqual(batches[0])
    expect(await customerCount()).toBe((before ?? 0) + 200)
  })
})

describe('a batch (批量)', () => {
  test('1,000 complainants with doubles inside and known ones keep their order', async () => {
    const known = await find({ phone: '13712340000' })
    const given: Complainant[] = Array.from({ length: 1_000 }, (_, at) => ({
      name: `客户${at % 300}`,
      phone: `1371234${String(at % 300).padStart(4, '0')}`,
    }))
    given[7] = {}
    given[8] = { name: '只有姓名' }
    const ids = await findAll(given)
    expect(ids).toHaveLength(1_000)
    expect(ids[0]).toBe(known?.id)
    expect(ids[300]).toBe(known?.id)
    expect(ids[7]).toBeNull()
    expect(ids[307]).toBe(ids[607])
    expect(new Set(ids.filter((id) => id !== null)).size).toBe(301)
  })
  test('an empty batch is none', async () => {
    expect(await findAll([])).toEqual([])
  })
})
