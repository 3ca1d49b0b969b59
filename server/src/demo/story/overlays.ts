import { handlersOf, manager, partners } from '../company/company.ts'
import type { Random } from '../random.ts'
import { isAboutMachine } from '../words/matter.ts'
import * as staff from '../words/staff.ts'
import { daysAfter } from '../working-time.ts'
import type { Teller } from './teller.ts'

type Happening = (teller: Teller) => void

/**
 * What lies over the status while a unit works: notes, messages, reminders, tasks done, escalations, supervision, extension, suspension;
 * spread over the working minutes that handling takes.
 */
export function overlays(teller: Teller, minutes: number, slow: boolean) {
  const { random } = teller.plot
  const happenings = happeningsOf(teller, slow)
  const shares = happenings.map(() => random.between(0.5, 1.5))
  const whole = shares.reduce((sum, share) => sum + share, random.between(0.5, 1.5))
  let passed = 0
  for (const [at, happening] of happenings.entries()) {
    const part = (minutes * (shares[at] ?? 1)) / whole
    teller.passUnit(part)
    passed += part
    happening(teller)
  }
  teller.passUnit(minutes - passed)
}

function happeningsOf({ plot }: Teller, slow: boolean): Happening[] {
  const { random, stage, matter, facts, tasks } = plot
  const often = (probability: number, happening: Happening) => (random.chance(probability) ? [happening] : [])
  const middle = [
    ...often(0.3, note),
    ...often(0.2, note),
    ...often(slow ? 0.6 : 0.25, progress),
    ...often(slow ? 0.5 : 0.16, customerSays),
    ...often(0.1, reveal),
    ...often(slow ? 0.6 : 0.07, remindedByCustomer),
    ...often(slow ? 0.4 : 0.03, remindedByStaff),
    ...often(slow && stage >= 3 ? 0.4 : 0, remindedByCustomer),
    ...often(tasks > 0 ? 0.86 : 0, taskDone),
    ...often([0, 0.005, 0.01, 0.06, 0.32, 0.6][stage] ?? 0, escalate),
    ...often([0, 0, 0, 0.02, 0.14, 0.5][stage] ?? 0, supervise),
    ...often(slow ? 0.3 : 0.005, extend),
    ...often(slow || matter.grave ? 0.2 : 0.025, suspend),
  ]
  const first = often(facts.customer.tier === 'keyAccount' || facts.customer.tier === 'largeUser' ? 0.3 : 0, supervise)
  return [...first, ...oncePerKind(random.shuffled(middle))]
}

/** Of escalations, supervisions and suspensions one each is enough; an extension is asked for while the clocks run. */
function oncePerKind(happenings: Happening[]): Happening[] {
  const single = new Set<Happening>([escalate, supervise, suspend, extend, taskDone])
  const kept = happenings.filter((happening, at) => !single.has(happening) || happenings.indexOf(happening) === at)
  return kept.includes(extend) && kept.includes(suspend) ? kept.filter((happening) => happening !== extend) : kept
}

const worker = ({ plot }: Teller, random: Random) => (plot.handler && random.chance(0.6) ? plot.handler : plot.agent)

function note(teller: Teller) {
  teller.do(worker(teller, teller.plot.random), { noun: 'notes', input: { text: teller.words(staff.notes) } })
}
function progress(teller: Teller) {
  const { english, agent, matter, random } = teller.plot
  const text = english
    ? teller.words(['Dear {call}, the local team expects to be done by {d0} ([parts are on the way|the visit is booked]), order {order}.'])
    : teller.words(isAboutMachine(matter) && random.chance(0.6) ? staff.progressOfMachine : staff.progress)
  teller.do(agent, { noun: 'messages', input: { direction: 'toCustomer', text } })
}
function customerSays(teller: Teller) {
  const { english, agent } = teller.plot
  const text = english
    ? teller.words([
        'Any news? It has been {days} days.',
        'I am at home on {d0}. Please call first, order {order}.',
        'Photos of order {order} sent. [Please hurry.|Thanks.]',
      ])
    : teller.words(staff.customerSays)
  teller.do(agent, { noun: 'messages', input: { direction: 'fromCustomer', text } })
}
function reveal(teller: Teller) {
  teller.do(teller.plot.agent, { noun: 'reveals', input: { field: 'phone', reason: teller.words(staff.revealReasons) } })
}
function remindedByCustomer(teller: Teller) {
  teller.do(teller.plot.agent, { noun: 'reminders', input: { from: 'customer', text: teller.words(staff.reminderFromCustomer) } })
}
function remindedByStaff(teller: Teller) {
  teller.do(teller.supervisor(), { noun: 'reminders', input: { from: 'staff', text: teller.words(staff.reminderFromStaff) } })
}
function taskDone(teller: Teller) {
  const { helper } = teller.plot.matter
  if (!helper || teller.plot.tasks === 0) return
  const [by] = handlersOf(helper.unit)
  if (!by) return
  teller.do(by, { noun: 'taskResults', unit: helper.unit, result: teller.words(helper.done) })
  teller.plot.tasks -= 1
}
function escalate(teller: Teller) {
  const { plot } = teller
  teller.do(worker(teller, plot.random), { noun: 'escalations', input: { reason: teller.words(staff.escalationReasons) } })
  if (plot.stage < 5 || !plot.random.chance(0.4)) return
  teller.passDesk(plot.random.between(20, 300))
  teller.do(teller.supervisor(), { noun: 'escalations', input: { reason: teller.words(staff.escalationReasons) } })
}
function supervise(teller: Teller) {
  const { random } = teller.plot
  const dueAt = daysAfter(teller.at, random.whole(1, 3)).toISOString()
  const by = random.chance(0.25) ? manager : teller.supervisor()
  teller.do(by, { noun: 'supervisions', input: { reason: teller.words(staff.supervisionReasons), dueAt } })
}
function extend(teller: Teller) {
  teller.do(teller.supervisor(), { noun: 'extensions', days: teller.plot.random.whole(2, 5), reason: teller.words(staff.extensionReasons) })
}
/** 挂起: parts, journeys and laboratories take days; then the work goes on. */
function suspend(teller: Teller) {
  const { random, agent, handler, matter } = teller.plot
  const { why, after } = random.pick(isAboutMachine(matter) ? [...staff.suspensions, ...staff.suspensionsOfMachine] : staff.suspensions)
  const days = random.whole(4, 14)
  // Partners may not suspend: the agent does it for them.
  const by = handler && !partners.includes(handler) ? handler : agent
  teller.do(by, { noun: 'suspensions', input: { reason: teller.words(why), expectedEndAt: daysAfter(teller.at, days).toISOString() } })
  teller.passDays(random.whole(Math.max(1, days - 4), days + 2))
  teller.do(by, { noun: 'resumptions', input: { reason: teller.words(after) } })
}
