import type { Finding } from '@zhiwei/contract'
import { improvers } from '../company/company.ts'
import { isAboutMachine } from '../words/matter.ts'
import * as staff from '../words/staff.ts'
import { contact, dispatchTo, findingOf, giveBack, receive } from './handling.ts'
import { answer, decideRemedy, nameCause } from './resolving.ts'
import type { Teller } from './teller.ts'

/** From the answer on: 回访, 根因, 办结, 归档; sometimes back to work, sometimes opened anew. */
export function closeAndAfter(teller: Teller) {
  confirmAndClose(teller)
  const { random } = teller.plot
  if (random.chance(0.035)) {
    reopen(teller)
    confirmAndClose(teller)
  }
  if (!random.chance(0.9)) return
  teller.passDays(random.between(28, 42))
  teller.do(random.chance(0.5) ? random.pick(improvers) : teller.supervisor(), { noun: 'archiving', input: {} })
}

function confirmAndClose(teller: Teller) {
  const { random, agent } = teller.plot
  const exempt = random.chance(0.05)
  if (exempt) teller.passDesk(random.skewed(30, 600))
  else followUp(teller)
  const finding = lastFinding(teller)
  if (finding === 'substantiated' || (finding === 'partly' && random.chance(0.5))) findCause(teller)
  teller.passDesk(random.skewed(15, 1_300))
  const note = random.chance(0.22) ? teller.words(staff.closingNotes) : ''
  teller.do(agent, {
    noun: 'closure',
    input: { ...(exempt && { exemptionReason: teller.words(staff.exemptionReasons) }), ...(note && { note }) },
  })
}

/** The finding that stands now: of the last return or answer in this cycle. */
function lastFinding({ steps }: Teller): Finding | undefined {
  for (const { act } of steps.toReversed()) {
    if (act.noun === 'returns') return act.input.finding
    if (act.noun === 'answers' && act.input.finding) return act.input.finding
  }
  return undefined
}

function findCause(teller: Teller) {
  const { random, agent, causeNamed } = teller.plot
  if (causeNamed) return
  teller.passDesk(random.skewed(20, 1_100))
  nameCause(teller, random.chance(0.45) ? random.pick(improvers) : agent)
}

/** 回访 some days after the answer, when the repair has had time to hold. */
function followUp(teller: Teller) {
  const { random, pace, matter } = teller.plot
  teller.passDays(pace > 1 ? random.between(3, 8) : random.between(1, 4.5))
  for (let times = 0; times < 2 && random.chance(0.12); times++) {
    teller.do(teller.caller(), { noun: 'followUps', input: { verdict: 'unreached', note: teller.words(staff.followUpMissed) } })
    teller.passDays(random.between(0.6, 2))
  }
  if (random.chance(0.06)) notSolved(teller)
  const words = isAboutMachine(matter) && random.chance(0.5) ? staff.followUpWorks : staff.followUpGood
  const note = random.chance(0.85) ? teller.words(words) : ''
  teller.do(teller.caller(), {
    noun: 'followUps',
    input: { verdict: 'resolved', ...(random.chance(0.82) && { satisfaction: satisfactionOf(teller) }), ...(note && { note }) },
  })
}

/** Not solved: back to the unit in the same cycle; without a unit the branch takes it on now. */
function notSolved(teller: Teller) {
  const { random } = teller.plot
  teller.do(teller.caller(), {
    noun: 'followUps',
    input: {
      verdict: 'notResolved',
      ...(random.chance(0.7) && { satisfaction: random.whole(1, 2) }),
      note: teller.words(staff.followUpBad),
    },
  })
  workAgain(teller)
  teller.passDays(random.between(1, 3))
}

function workAgain(teller: Teller) {
  const { random } = teller.plot
  if (teller.unit === null) {
    teller.passDesk(random.between(5, 60))
    dispatchTo(teller, teller.plot.lead)
    receive(teller)
  }
  teller.passUnit(random.skewed(120, 900))
  const finding = findingOf(teller)
  giveBack(teller, finding)
  const promised = random.chance(0.4) ? decideRemedy(teller, finding) : ''
  teller.passDesk(random.skewed(8, 240))
  answer(teller, finding, promised, false)
}

function reopen(teller: Teller) {
  const { plot } = teller
  teller.passDays(plot.random.between(2, 16))
  teller.do(plot.agent, { noun: 'reopening', input: { reason: teller.words(staff.reopenReasons) } })
  plot.causeNamed = false
  if (plot.random.chance(0.8)) contact(teller)
  workAgain(teller)
}

function satisfactionOf({ plot, steps }: Teller): number {
  const { random, stage } = plot
  const troubled = steps.filter(({ act }) => ['reminders', 'sendBacks', 'escalations', 'suspensions'].includes(act.noun)).length
  const score = 5 - (stage >= 4 ? 1 : 0) - Math.min(2, troubled) * 0.7 - random.next() ** 2 * 2.4 + random.between(-0.3, 0.5)
  return Math.max(1, Math.min(5, Math.round(score)))
}
