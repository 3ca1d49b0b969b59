import { newId } from '../platform/ids.ts'
import type { Contact, Identity } from './rules.ts'

/** An identity with the hashes it is looked up by (hex, to be map keys). */
export type Asked = Identity & {
  customerNoHash: string | null
  hashed: { contact: Contact; hash: string }[]
  /** Nobody of ours heard who it is: whoever types somebody's phone must not become reachable as that customer. */
  isUnproven?: boolean
}
/** What the database knows of the hashes asked for. */
export type Known = {
  /** Hash of a customer number, phone or e-mail → the customer known by it. */
  owners: Map<string, string>
  customers: Map<string, { named: boolean; numbered: boolean }>
  /** Hash → the customers who have nothing but unproven contacts, this one among them, oldest first, and all of them. */
  claims?: Map<string, Claim[]>
}
/** What a known customer lacked. `holderId`: of the row that holds a number until the customer has it. */
export type Fill = {
  kind: Identity['kind']
  name: string | null
  customerNo: string | null
  holderId: string
  /** The name there is was typed by nobody knows whom. */
  replaces: boolean
}
/** 未核实的客户 */
export type Claim = { id: string; hashes: readonly string[] }
export type Plan = ReturnType<typeof planOf>

/**
 * Decides for each complainant, in order, whether it is a known customer: by customer number, then phone, then e-mail; a name
 * alone identifies nobody. Who brings another customer number than the phone's customer has is another customer (a family's
 * phone): the phone stays the first one's and is noted as shared for the second. Doubles inside the batch meet the first of them.
 * Unproven, it is never one who is known: only one whose contacts were all typed so too, and are the very same, so that nobody becomes
 * reachable as somebody else. Proven, the first who really has the contacts takes such a customer over.
 */
export function planOf(asked: (Asked | null)[], known: Known) {
  const owners = new Map(known.owners)
  const customers = new Map([...known.customers].map(([id, facts]) => [id, { ...facts }]))
  const made = new Map<string, Asked>()
  const points: { customerId: string; contact: Contact; hash: string; shared: boolean; unproven: boolean }[] = []
  const fills = new Map<string, Fill>()
  const noted = new Set<string>()
  const claims = new Map(known.claims)
  const proven = new Map<string, Set<string>>()

  const knownAs = (one: Asked): string | undefined => {
    // A number is the door's own word (whose WeChat it is), or the company's.
    const byNumber = one.customerNoHash ? owners.get(one.customerNoHash) : undefined
    if (byNumber) return byNumber
    if (one.isUnproven) return one.customerNoHash ? undefined : claimOf(one)
    const byContact = one.hashed
      .map(({ hash }) => owners.get(hash))
      .find((id) => id !== undefined && !(one.customerNoHash && customers.get(id)?.numbered))
    return byContact ?? takenOver(one)
  }
  /** Whoever can be reached by it can be reached by what was given, and by nothing else. */
  function claimOf({ hashed, isUnproven }: Asked): string | undefined {
    const given = new Set(hashed.map(({ hash }) => hash))
    return hashed
      .flatMap(({ hash }) => claims.get(hash) ?? [])
      .find(({ hashes }) => hashes.every((hash) => given.has(hash)) && (!isUnproven || hashes.length === given.size))?.id
  }
  const isClaimOf = (id: string, hash: string) => claims.get(hash)?.some((claim) => claim.id === id) ?? false
  function takenOver(one: Asked): string | undefined {
    const id = claimOf(one)
    if (id === undefined) return undefined
    for (const { hash } of one.hashed) {
      if (owners.has(hash) || !isClaimOf(id, hash)) continue
      owners.set(hash, id)
      claims.delete(hash)
      proven.set(id, (proven.get(id) ?? new Set()).add(hash))
    }
    return id
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
      if (owner === id || noted.has(id + hash) || isClaimOf(id, hash)) continue
      const isUnproven = one.isUnproven ?? false
      if (owner || isUnproven) noted.add(id + hash)
      else owners.set(hash, id)
      points.push({ customerId: id, contact, hash, shared: owner !== undefined || isUnproven, unproven: isUnproven })
    }
    return { id, isNew: !found }
  })

  function fillIn(id: string, one: Asked) {
    const facts = customers.get(id)
    if (!facts) return
    const replaces = proven.has(id)
    const name = facts.named && !replaces ? null : one.name
    const customerNo = facts.numbered || (one.customerNoHash && owners.has(one.customerNoHash)) ? null : one.customerNo
    if (name === null && customerNo === null) return
    const earlier = fills.get(id)
    fills.set(id, {
      kind: one.kind,
      name: name ?? earlier?.name ?? null,
      customerNo: customerNo ?? earlier?.customerNo ?? null,
      holderId: earlier?.holderId ?? newId(),
      replaces: replaces || (earlier?.replaces ?? false),
    })
    facts.named ||= name !== null
    facts.numbered ||= customerNo !== null
    if (customerNo !== null && one.customerNoHash) owners.set(one.customerNoHash, id)
  }

  return { answers, made, points, fills, proven }
}
