import type { IncomingComplaint } from '@zhiwei/contract'
import { administrator, agents, branchOf, type UnitCode } from '../company/company.ts'
import { type DemoCustomer, demoCustomers } from '../company/customers.ts'
import { estates } from '../company/places.ts'
import { type Random, randomFrom } from '../random.ts'
import { say, textsOnce } from '../say.ts'
import { englishEnding, englishMatters, englishOpening } from '../words/english.ts'
import { estateMatter } from '../words/hidden.ts'
import type { Matter } from '../words/matter.ts'
import * as staff from '../words/staff.ts'
import { afterWorking, dayInWords, daysAfter, hours, minutesAfter } from '../working-time.ts'
import { complaintOf, complaintText, stageWeights } from './complaint.ts'
import { type Facts, factsOf, installerIn, type Purchase } from './facts.ts'
import type { Family, PlannedCase } from './planned.ts'
import { tellCase } from './story.ts'
import type { Plot } from './teller.ts'
import { type Occasion, occasions } from './volume.ts'

export type DemoPlan = { customers: DemoCustomer[]; families: Iterable<Family> }
type Makers = {
  random: Random
  once: ReturnType<typeof textsOnce>
  owned: Map<string, Purchase>
  pick: (occasion: Occasion) => DemoCustomer
  /** What came in since then waits longer at every desk: there is more than can be done. */
  piledUpSince: Date
  now: Date
}

const customersPerCase = 1_400 / 3_000
const piledUp = 140
const estateDaysAgo = 310
const estateCases = 7

/** Everything that happened to the company, as plain data: the same seed and the same `now` give the same plan. */
export function planDemo({ cases, seed, now }: { cases: number; seed: number; now: Date }): DemoPlan {
  const random = randomFrom(seed)
  const customers = demoCustomers(random.fork(1), Math.max(60, Math.round(cases * customersPerCase)))
  const all = occasions(random.fork(4), cases, now)
  const piledUpSince = all.at(-piledUp)?.at ?? now
  const pick = pickerOf(random.fork(3), customers)
  return { customers, families: familiesOf({ random: random.fork(2), once: textsOnce(), owned: new Map(), pick, piledUpSince, now }, all) }
}

function* familiesOf(makers: Makers, all: Occasion[]): Generator<Family> {
  const taken = new Set<Occasion>()
  const estateStart = estateAt(all, makers.now)
  for (const [at, occasion] of all.entries()) {
    if (taken.has(occasion)) continue
    const random = makers.random.fork(at)
    const mine = { ...makers, random }
    const estate =
      at === estateStart
        ? all
            .slice(at)
            .filter((one) => !taken.has(one))
            .slice(0, estateCases)
        : []
    const again = estate.length === 0 ? laterOccasion(random, all, at, taken) : undefined
    for (const one of [...estate, ...(again ? [again.occasion] : [])]) taken.add(one)
    if (estate.length > 0) yield estateFamily(mine, estate, at)
    else if (again) yield again.sameWords ? doubled(mine, occasion, again.occasion, at) : repeated(mine, occasion, again.occasion, at)
    else yield [single(mine, occasion, at).planned]
  }
}

/** A later complaint becomes this customer's next one: the same words again, or the same matter still unsolved. */
function laterOccasion(random: Random, all: Occasion[], at: number, taken: Set<Occasion>) {
  const first = all[at]
  if (!first || first.channel === 'social' || !random.chance(0.055)) return undefined
  const sameWords = random.chance(0.3)
  const [least, most] = sameWords ? [0.03, 1.3] : [3, 24]
  const occasion = all.slice(at + 1, at + 200).find((one) => {
    const days = (one.at.getTime() - first.at.getTime()) / 86_400_000
    return days >= least && days <= most && !taken.has(one) && one.product === undefined && one.channel !== 'regulator'
  })
  return occasion && { occasion, sameWords }
}

/** Where the estate's evening begins; nowhere when the time covered is too short. */
function estateAt(all: Occasion[], now: Date): number {
  const evening = daysAfter(now, -estateDaysAgo)
  const [first] = all
  return first && first.at < evening ? all.findIndex(({ at }) => at >= evening) : -1
}

type Given = {
  customer?: DemoCustomer
  again?: boolean
  complaint?: IncomingComplaint
  facts?: Facts
  mustBeHandled?: boolean
  estate?: string
}
type Told = { planned: PlannedCase; facts: Facts; customer: DemoCustomer; occasion: Occasion }

function single(makers: Makers, occasion: Occasion, serial: number, given: Given = {}): Told {
  const { random, once, owned, now } = makers
  const customer = given.customer ?? makers.pick(occasion)
  const key = `${customer.phone}${occasion.kind}`
  const facts = given.facts ?? factsOf(random, occasion, customer, owned.get(key))
  owned.set(key, facts.purchase)
  if (given.estate) facts.slots.estate = given.estate
  const { matter, channel } = occasion
  const stage = random.weighted(stageWeights(matter, channel))
  const english = customer.english && englishMatters.some(({ name }) => name === matter.name) && channel !== 'regulator'
  const tell = () =>
    english ? englishText(random, facts, matter.name) : complaintText(random, matter, facts, channel, stage, given.again ?? false)
  const text = given.complaint?.text ?? once(tell, (again) => `订单尾号${facts.purchase.order.slice(-4)}-${again + 1}。`)
  const subject =
    given.complaint?.subject ?? (english ? englishSubject(random, facts, matter.name) : say(random, matter.subject, facts.slots))
  const complaint = complaintOf(random, matter, facts, { channel, at: occasion.at, subject, text, serial })
  const isRecent = occasion.at >= makers.piledUpSince
  // Some of what is open is the visitor's own, who comes in as administrator.
  const agent = isRecent && random.chance(0.13) ? administrator.username : random.pick(agents)
  const registered = registration(random, complaint, occasion.at, now, agent)
  const plot: Plot = {
    random,
    once,
    matter,
    facts,
    stage,
    agent,
    lead: leadOf(matter, customer, occasion.at, now),
    onTheSpotFirst: matter.lead === 'callCentre',
    now,
    english,
    handler: null,
    tasks: 0,
    pace: isRecent && random.chance(0.8) ? random.between(2, 6) : 1,
    causeBy: random.chance(0.35) ? 'handler' : 'later',
    causeNamed: false,
  }
  return { planned: tellCase(plot, registered, given.mustBeHandled), facts, customer, occasion }
}

function leadOf({ lead }: Matter, customer: DemoCustomer, at: Date, now: Date): UnitCode {
  if (lead === 'installer') return installerIn(customer, at, now)
  return lead === 'branch' || lead === 'callCentre' ? branchOf[customer.region] : lead
}

/** An agent writes down what is said, brought or sent by post; the rest comes by itself. */
function registration(random: Random, complaint: IncomingComplaint, at: Date, now: Date, agent: string): Omit<PlannedCase, 'steps'> {
  const { channel } = complaint
  const latest = new Date(now.getTime() - 1_000)
  const notAfterNow = (instant: Date) => (instant > latest ? latest : instant)
  if (channel === 'hotline' || channel === 'walk_in') {
    return { complaint, registeredAt: notAfterNow(minutesAfter(at, random.between(3, 11))), registeredBy: agent }
  }
  if (channel === 'letter' || channel === 'regulator') {
    return {
      complaint,
      registeredAt: notAfterNow(afterWorking(at, random.skewed(5, 200), hours.callCentre)),
      registeredBy: agent,
    }
  }
  return { complaint, registeredAt: notAfterNow(minutesAfter(at, random.between(0.02, 0.2))), registeredBy: null }
}

/** The same words a second time, as people do who get no answer at once: merged into the first while that is open. */
function doubled(makers: Makers, first: Occasion, second: Occasion, serial: number): Family {
  const one = single(makers, first, serial, { mustBeHandled: true })
  const { customer, facts, planned } = one
  const other = single(makers, { ...first, at: second.at, channel: second.channel }, serial + 100_000, {
    customer,
    facts,
    complaint: planned.complaint,
  })
  // Whoever gave no name the first time is found again by nobody.
  const complaint = { ...other.planned.complaint, complainant: planned.complaint.complainant }
  const registered = { ...other.planned, complaint }
  const mergedAt = afterWorking(registered.registeredAt, makers.random.between(10, 90), hours.callCentre)
  const agent = planned.steps.find(({ act }) => act.noun === 'acceptance')?.by
  const firstEnd = planned.steps.find(({ act }) => act.noun === 'closure')?.at
  const isAccepted = planned.steps.some(({ act, at }) => act.noun === 'acceptance' && at < mergedAt)
  // Too early or too late to be merged: it goes its own way, for nothing waits at the door for months.
  if (!agent || !isAccepted || mergedAt > makers.now || (firstEnd && firstEnd <= mergedAt)) return [planned, registered]
  const merge = {
    at: mergedAt,
    by: agent,
    act: {
      noun: 'merges' as const,
      part: 1,
      reason: makers.once(
        () => say(makers.random, staff.mergeReasons, facts.slots),
        (again) => `（${dayInWords(mergedAt)}${again || ''}）`,
      ),
    },
  }
  const steps = [...planned.steps, merge].sort((a, b) => a.at.getTime() - b.at.getTime())
  return [
    { ...planned, steps },
    { ...registered, steps: [] },
  ]
}

/** 重复投诉: the matter was not settled for good. */
function repeated(makers: Makers, first: Occasion, second: Occasion, serial: number): Family {
  const one = single(makers, first, serial)
  const { customer } = one
  const matter = first.matter
  const other = single(
    makers,
    { ...second, matter, kind: first.kind, ...(first.product && { product: first.product }) },
    serial + 100_000,
    { customer, again: true },
  )
  return [one.planned, linked(makers, other, 'repeatOf', one.planned)]
}

function linked({ random }: Makers, { planned, facts }: Told, kind: 'repeatOf' | 'childOf', first: PlannedCase): PlannedCase {
  const at = planned.steps.findIndex(({ act }) => act.noun === 'acceptance')
  const accepted = planned.steps[at]
  if (!accepted || accepted.at <= first.registeredAt) return planned
  const reason = `${say(random, staff.linkReasons, facts.slots)}（${dayInWords(accepted.at)}，${facts.purchase.order.slice(-5)}）`
  const link = { at: new Date(accepted.at.getTime() + 9_000), by: accepted.by, act: { noun: 'links' as const, kind, to: 0, reason } }
  return { ...planned, steps: planned.steps.toSpliced(at + 1, 0, link) }
}

function estateFamily(makers: Makers, occasions: Occasion[], serial: number): Family {
  const estate = estates[0]
  const told = occasions.map(({ at, channel }, index) =>
    single(
      { ...makers, random: makers.random.fork(index) },
      { at, channel, matter: estateMatter, kind: '热水器', region: '华东' },
      serial + index,
      { estate, mustBeHandled: true },
    ),
  )
  return told.map((one, index) => (index === 0 ? one.planned : linked(makers, one, 'childOf', (told[0] ?? one).planned)))
}

const things: Record<string, string> = { 空调: 'air conditioner', 冰箱: 'fridge', 洗衣机: 'washing machine', 热水器: 'water heater' }
function englishWords({ purchase, slots, past }: Facts) {
  const date = past[2].toLocaleDateString('en-GB', { day: 'numeric', month: 'long', timeZone: 'Asia/Shanghai' })
  const thing = things[purchase.product.kind] ?? 'appliance'
  return {
    ...slots,
    thing,
    aThing: `${/^[aeiou]/.test(thing) ? 'an' : 'a'} ${thing}`,
    model: purchase.product.name.split(' ').at(-1) ?? '',
    date,
  }
}
function englishText(random: Random, facts: Facts, name: string): string {
  const matter = englishMatters.find((one) => one.name === name)
  if (!matter) throw new Error(`nothing in English about ${name}`)
  const words = englishWords(facts)
  return `${say(random, englishOpening, words)}${say(random, matter.core, words)} ${say(random, matter.want, words)}${say(random, englishEnding, words)}`
}
const englishSubject = (random: Random, facts: Facts, name: string) =>
  say(random, englishMatters.find((one) => one.name === name)?.subject ?? ['Complaint'], englishWords(facts))

/** Whom an occasion happens to: people of the region, some much more often than others; English where it can be told. */
function pickerOf(random: Random, customers: DemoCustomer[]) {
  const regions = Map.groupBy(customers, ({ region }) => region)
  const weighed = new Map([...regions].map(([region, some]) => [region, some.map((one) => [one.weight, one] as const)]))
  const everybody = customers.map((one) => [one.weight, one] as const)
  return ({ region, matter, product }: Occasion): DemoCustomer => {
    for (;;) {
      const customer = random.weighted((region && weighed.get(region)) || everybody)
      if (!customer.english || (product === undefined && englishMatters.some(({ name }) => name === matter.name))) return customer
    }
  }
}
