import { describe, expect, test } from 'vitest'
import { type Asked, type Known, planOf } from './plan.ts'

const nobody: Known = { owners: new Map(), customers: new Map() }
const wang = { named: true, numbered: true }

/** Hashes are the values themselves here. */
const asked = (given: { name?: string; customerNo?: string; phone?: string; email?: string }): Asked => {
  const contacts = (['phone', 'email'] as const).flatMap((kind) => (given[kind] ? [{ kind, value: given[kind], last4: null }] : []))
  return {
    kind: 'person',
    name: given.name ?? null,
    customerNo: given.customerNo ?? null,
    contacts,
    customerNoHash: given.customerNo ?? null,
    hashed: contacts.map((contact) => ({ contact, hash: contact.value })),
  }
}
const known = (owners: Record<string, string>, customers: Record<string, { named: boolean; numbered: boolean }>): Known => ({
  owners: new Map(Object.entries(owners)),
  customers: new Map(Object.entries(customers)),
})
const idsOf = (plan: ReturnType<typeof planOf>) => plan.answers.map((answer) => answer?.id ?? null)

describe('finding or making customers (查找或新建客户)', () => {
  test('doubles inside a batch become one: by phone, then by what the first one brought along', () => {
    const plan = planOf(
      [asked({ phone: '1', email: 'a@b' }), asked({ phone: '1' }), asked({ email: 'a@b', customerNo: 'C1' }), asked({ customerNo: 'C1' })],
      nobody,
    )
    expect(new Set(idsOf(plan)).size).toBe(1)
    expect(plan.made.size).toBe(1)
    expect(plan.answers.map((answer) => answer?.isNew)).toEqual([true, false, false, false])
    expect(plan.points).toHaveLength(2)
    expect([...plan.fills.values()]).toMatchObject([{ kind: 'person', name: null, customerNo: 'C1' }])
  })
  test('a name alone makes a new customer each time', () => {
    const plan = planOf([asked({ name: '王小明' }), asked({ name: '王小明' })], nobody)
    expect(new Set(idsOf(plan)).size).toBe(2)
  })
  test('the customer number wins over a phone of another customer; the phone stays there and is noted as shared here', () => {
    const plan = planOf([asked({ customerNo: 'C2', phone: '1' })], known({ C2: 'li', 1: 'wang' }, { li: wang, wang }))
    expect(idsOf(plan)).toEqual(['li'])
    expect(plan.points).toMatchObject([{ customerId: 'li', hash: '1', shared: true }])
  })
  test('a new customer number with the phone of somebody who has another one is a new customer (家庭共用电话)', () => {
    const plan = planOf([asked({ customerNo: 'C3', phone: '1' })], known({ 1: 'wang' }, { wang }))
    expect(plan.made.size).toBe(1)
    expect(plan.points).toMatchObject([{ shared: true }])
  })
  const typed = (given: Parameters<typeof asked>[0]) => ({ ...asked(given), isUnproven: true })
  test('unproven, a known phone is another customer, who only shares it, and owns nothing typed', () => {
    const plan = planOf([typed({ phone: '1', email: 'x@y' })], known({ 1: 'wang' }, { wang }))
    expect(plan.made.size).toBe(1)
    expect(plan.points).toMatchObject([
      { customerId: idsOf(plan)[0], hash: '1', shared: true, unproven: true },
      { customerId: idsOf(plan)[0], hash: 'x@y', shared: true, unproven: true },
    ])
    expect(idsOf(planOf([typed({ phone: '1' })], known({ 1: 'wang' }, { wang })))).not.toContain('wang')
    expect(plan.fills.size).toBe(0)
  })
  const claimed = (claims: Record<string, { id: string; hashes: string[] }>): Known => ({
    ...known({}, { somebody: { named: true, numbered: false } }),
    claims: new Map(Object.entries(claims).map(([hash, claim]) => [hash, [claim]])),
  })
  const somebody = { id: 'somebody', hashes: ['1'] }
  test('unproven, the very same contacts are the same unproven customer; one more or less is another', () => {
    expect(idsOf(planOf([typed({ phone: '1' })], claimed({ 1: somebody })))).toEqual(['somebody'])
    expect(idsOf(planOf([typed({ phone: '1', email: 'x@y' })], claimed({ 1: somebody })))).not.toContain('somebody')
    const both = { id: 'somebody', hashes: ['1', 'x@y'] }
    expect(idsOf(planOf([typed({ phone: '1' })], claimed({ 1: both, 'x@y': both })))).not.toContain('somebody')
  })
  test('of several who typed the same phone each is found by the very same contacts', () => {
    const known = { ...claimed({}), claims: new Map([['1', [{ id: 'two', hashes: ['1', 'x@y'] }, somebody]]]) }
    expect(idsOf(planOf([typed({ phone: '1' })], known))).toEqual(['somebody'])
    expect(idsOf(planOf([typed({ phone: '1', email: 'x@y' })], known))).toEqual(['two'])
  })
  test('proven, the first who really has a typed phone takes it, and the customer only where nothing else was typed', () => {
    const plan = planOf([asked({ phone: '1', name: '王小明' })], claimed({ 1: somebody }))
    expect(idsOf(plan)).toEqual(['somebody'])
    expect([...(plan.proven.get('somebody') ?? [])]).toEqual(['1'])
    expect(plan.points).toEqual([])
    expect(plan.fills.get('somebody')).toMatchObject({ name: '王小明', replaces: true })

    const both = { id: 'somebody', hashes: ['1', 'x@y'] }
    const other = planOf([asked({ phone: '1' })], claimed({ 1: both, 'x@y': both }))
    expect(other.made.size).toBe(1)
    expect(other.points).toMatchObject([{ customerId: idsOf(other)[0], hash: '1', shared: false, unproven: false }])
  })
  test('a number of the door’s own finds its customer, and what was typed beside is noted as unproven', () => {
    const plan = planOf([typed({ phone: '1', customerNo: 'wechat:1' })], known({ 'wechat:1': 'li', 1: 'wang' }, { li: wang, wang }))
    expect(idsOf(plan)).toEqual(['li'])
    expect(plan.points).toMatchObject([{ customerId: 'li', hash: '1', shared: true, unproven: true }])
  })
  test('what a known customer lacks is filled in, what it has stays', () => {
    const plan = planOf(
      [asked({ phone: '1', name: '王小明', customerNo: 'C1' }), asked({ phone: '2', name: '另名' })],
      known({ 1: 'wang', 2: 'li' }, { wang: { named: false, numbered: false }, li: wang }),
    )
    expect([...plan.fills]).toMatchObject([['wang', { kind: 'person', name: '王小明', customerNo: 'C1' }]])
    expect(plan.made.size).toBe(0)
    expect(plan.points).toEqual([])
  })
  test('a customer number two rows of a batch fill in goes to the first', () => {
    const plan = planOf(
      [asked({ phone: '1', customerNo: 'C1' }), asked({ phone: '2', customerNo: 'C1' })],
      known({ 1: 'wang', 2: 'li' }, { wang: { named: true, numbered: false }, li: { named: true, numbered: false } }),
    )
    expect(idsOf(plan)).toEqual(['wang', 'wang'])
    expect([...plan.fills.keys()]).toEqual(['wang'])
    expect(plan.points).toMatchObject([{ customerId: 'wang', hash: '2', shared: true }])
  })
})
