import { newId } from '../platform/ids.ts'
import type { Contact, Identity } from './rules.ts'

/** An identity with the hashes it is looked up by (hex, to be map keys). */
export type Asked = Identity & { customerNoHash: string | null; hashed: { contact: Contact; hash: string }[] }
/** What the database knows of the hashes asked for. */
export type Known = {
  /** Hash of a customer number, phone or e-mail → the customer known by it. */
  owners: Map<string, string>
  customers: Map<string, { named: boolean; numbered: boolean }>
}
/** What a known customer lacked. `holderId`: of the row that holds a number until the customer has it. */
export type Fill = { kind: Identity['kind']; name: string | null; customerNo: string | null; holderId: string }
export type Plan = ReturnType<typeof planOf>

/**
 * Decides for each complainant, in order, whether it is a known customer: by customer number, then phone, then e-mail; a name
 * alone identifies nobody. Who brings another customer number than the phone's customer has is another customer (a family's
 * phone): the phone stays the first one's and is noted as shared for the second. Doubles inside the batch meet the first of them.
 */
export function planOf(asked: (Asked | null)[], known: Known) {
  const owners = new Map(known.owners)
  const customers = new Map([...known.customers].map(([id, facts]) => [id, { ...facts }]))
  const made = new Map<string, Asked>()
  const points: { customerId: string; contact: Contact; hash: string; shared: boolean }[] = []
  const fills = new Map<string, Fill>()
  const noted = new Set<string>()

  const knownAs = (one: Asked): string | undefined => {
    const byNumber = one.customerNoHash ? owners.get(one.customerNoHash) : undefined
    if (byNumber) return byNumber
    return one.hashed
      .map(({ hash }) => owners.get(hash))
      .find((id) => id !== undefined && !(one.customerNoHash && customers.get(id)?.numbered))
  }

  const answers = asked.map((one) => {
    if (!one) return null
    const found = knownAs(one)
    const id = found ?? newId()
    if (!found) {
      made.set(id, one)
      customers.set(id, { named: one.name !== null, numbered: one.customerNo !== null })
      if (one.customerNoHash) owners.set(one.customerNoHash, id)
    } else {
      fillIn(id, one)
    }
    for (const { contact, hash } of one.hashed) {
      const owner = owners.get(hash)
      if (owner === id || noted.has(id + hash)) continue
      if (owner) noted.add(id + hash)
      else owners.set(hash, id)
      points.push({ customerId: id, contact, hash, shared: owner !== undefined })
    }
    return { id, isNew: !found }
  })

  function fillIn(id: string, one: Asked) {
    const facts = customers.get(id)
    if (!facts) return
    const name = facts.named ? null : one.name
    const customerNo = facts.numbered || (one.customerNoHash && owners.has(one.customerNoHash)) ? null : one.customerNo
    if (name === null && customerNo === null) return
    const earlier = fills.get(id)
    fills.set(id, {
      kind: one.kind,
      name: name ?? earlier?.name ?? null,
      customerNo: customerNo ?? earlier?.customerNo ?? null,
      holderId: earlier?.holderId ?? newId(),
    })
    facts.named ||= name !== null
    facts.numbered ||= customerNo !== null
    if (customerNo !== null && one.customerNoHash) owners.set(one.customerNoHash, id)
  }

  return { answers, made, points, fills }
}
