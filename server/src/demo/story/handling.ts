import type { Finding, TaskLimit } from '@zhiwei/contract'
import { handlersOf, nameOf, partners, type UnitCode, units } from '../company/company.ts'
import { say } from '../say.ts'
import { englishMatters } from '../words/english.ts'
import * as staff from '../words/staff.ts'
import { overlays } from './overlays.ts'
import { answer, decideRemedy, nameCause } from './resolving.ts'
import type { Teller } from './teller.ts'

/** 现场解决: within the limit of the agent, right after acceptance. */
export function settleOnTheSpot(teller: Teller) {
  const { random } = teller.plot
  if (random.chance(0.5)) contact(teller)
  teller.passDesk(random.skewed(10, 400))
  const finding = findingOf(teller)
  const remedy = decideRemedy(teller, finding, 20_000)
  teller.passDesk(random.between(3, 60))
  answer(teller, finding, remedy, true)
}

/** 派单 to 返回 and the answer. @param withdrawn the customer takes the complaint back on the way */
export function handle(teller: Teller, withdrawn = false) {
  const { plot } = teller
  const { random } = plot
  if (random.chance(0.8)) contact(teller)
  dispatch(teller)
  if (withdrawn) {
    teller.passHours(2, 40)
    teller.passDesk(1)
    teller.do(plot.agent, { noun: 'withdrawal', input: { reason: teller.words(staff.withdrawalReasons) } })
    return
  }
  receive(teller)
  const finding = findingOf(teller)
  work(teller)
  giveBack(teller, finding)
  const remedy = decideRemedy(teller, finding)
  teller.passDesk(random.skewed(8, 240))
  answer(teller, finding, remedy, false)
}

/** 首次联系: owed within a day. */
export function contact(teller: Teller) {
  const { random, agent, english } = teller.plot
  teller.passDesk(random.skewed(3, 260))
  teller.do(agent, {
    noun: 'messages',
    input: { direction: 'toCustomer', text: english ? englishContact(teller) : teller.words(staff.firstContact) },
  })
}

const englishContact = (teller: Teller) =>
  teller.words([
    'Dear {call}, your complaint about order {order} has reached us; [a colleague will call you today|we will answer within three days].',
    'Dear {call}, thank you for writing. We are looking into order {order} and [will be back tomorrow|have asked the local team to call you].',
  ])

const isPartner = (code: UnitCode) => units.find((unit) => unit.code === code)?.kind === 'partner'

const withTasks = 0.6
/** Sometimes to the wrong unit first, which passes it on or sends it back. */
function dispatch(teller: Teller) {
  const { plot } = teller
  const { random, matter } = plot
  const right = plot.lead
  const astray = random.chance(plot.pace > 1 ? 0.3 : 0.11)
  const first = astray ? random.pick(units.map(({ code }) => code).filter((code) => code !== right && handlersOf(code).length > 0)) : right
  teller.passDesk(random.skewed(3, 150))
  const helper = !astray && random.chance(withTasks) ? matter.helper : undefined
  dispatchTo(teller, first, helper && helper.unit !== first ? helper : undefined)
  if (!astray) return
  teller.passUnit(random.skewed(15, 300))
  // Partners hand nothing on to others.
  if (random.chance(0.5) && !isPartner(first)) {
    const by = teller.handler(first)
    const reason = teller.words(staff.transferReasons, { unit: nameOf(right) })
    teller.do(by, { noun: 'transfers', unit: right, reason })
    teller.unit = right
    return
  }
  // Of what has piled up lately some is not agreed upon yet.
  const disputed = random.chance(plot.pace > 1 ? 0.9 : 0.25)
  teller.do(teller.handler(first), { noun: 'sendBacks', input: { reason: teller.words(staff.sendBackReasons), disputed } })
  teller.unit = null
  if (disputed) {
    teller.passDesk(random.skewed(90, 1_500))
    teller.do(teller.supervisor(), {
      noun: 'disputeDecisions',
      unit: right,
      reason: teller.words(staff.disputeReasons, { unit: nameOf(right) }),
    })
    teller.unit = right
    return
  }
  teller.passDesk(random.skewed(4, 120))
  dispatchTo(teller, right)
}

/** 协办时限 as the desk usually sets it. */
const usualTaskLimit: TaskLimit = { amount: 2, unit: 'workingDay' }

export function dispatchTo(teller: Teller, unit: UnitCode, helper = undefined as Teller['plot']['matter']['helper']) {
  const { random, matter, agent } = teller.plot
  teller.unit = unit
  const instructions = teller.once(() => {
    const words = { ...teller.slots() }
    return say(random, staff.dispatchLead, words) + say(random, matter.check, words) + say(random, staff.dispatchTail, words)
  })
  const named = random.chance(0.4) ? teller.handler(unit) : undefined
  const coUnits = helper ? [{ unit: helper.unit, instructions: teller.words(helper.ask), limit: usualTaskLimit }] : []
  teller.do(agent, { noun: 'dispatches', unit, ...(named && { handler: named }), instructions, coUnits })
  teller.plot.tasks = coUnits.length
}

export function receive(teller: Teller) {
  const { random } = teller.plot
  const unit = teller.unit ?? 'repair'
  teller.passUnit(random.skewed(4, 260))
  teller.plot.handler = teller.handler(unit)
  teller.do(teller.plot.handler, { noun: 'receipts', input: {} })
}

/** How long it takes, and what is said and done meanwhile. */
function work(teller: Teller) {
  const { random, matter, pace } = teller.plot
  // Most are quick; some wait for parts, people or a second visit. Those that nobody presses take longest.
  const slow = random.chance(matter.name === 'installationDelay' ? 0.35 : pace > 1 ? 0.2 : 0.13)
  const minutes = slow ? random.between(1_300, 3_600) : random.skewed(90, 900)
  overlays(teller, minutes, slow)
}

/** 返回 and 审核, once more when the review asks for it. */
export function giveBack(teller: Teller, finding: Finding) {
  const { plot } = teller
  const { random, matter } = plot
  const result = () =>
    teller.once(() => {
      const words = teller.slots()
      return say(random, staff.resultLead, words) + say(random, matter.found[finding] ?? '已核实处理{kind}问题。', words)
    })
  const handler = plot.handler ?? teller.handler(teller.unit ?? 'repair')
  if (!plot.causeNamed && plot.causeBy === 'handler' && (finding === 'substantiated' || finding === 'partly'))
    nameCause(teller, partners.includes(handler) ? plot.agent : handler)
  teller.do(handler, {
    noun: 'returns',
    input: { result: result(), finding },
    ...(plot.tasks > 0 && { excuse: teller.words(staff.excuseReasons) }),
  })
  plot.tasks = 0
  teller.passDesk(random.skewed(10, 260))
  if (random.chance(0.07)) {
    teller.do(plot.agent, { noun: 'reviews', input: { verdict: 'rework', reason: teller.words(staff.reviewRework) } })
    teller.passUnit(random.skewed(60, 700))
    teller.do(handler, { noun: 'returns', input: { result: result(), finding } })
    teller.passDesk(random.skewed(10, 200))
  }
  const reason = random.chance(0.3) ? teller.words(staff.reviewPass) : ''
  teller.do(plot.agent, { noun: 'reviews', input: { verdict: 'pass', ...(reason && { reason }) } })
}

export function findingOf(teller: Teller): Finding {
  const { random, matter, english } = teller.plot
  const told = english ? englishMatters.find(({ name }) => name === matter.name)?.told : matter.told
  const weights = { substantiated: 60, partly: 17, unsubstantiated: 17, unverifiable: 6 }
  return random.weighted((Object.keys(told ?? { substantiated: [] }) as Finding[]).map((finding) => [weights[finding], finding] as const))
}
