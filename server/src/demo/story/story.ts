import type { Weighted } from '../random.ts'
import * as staff from '../words/staff.ts'
import { closeAndAfter } from './ending.ts'
import { handle, settleOnTheSpot } from './handling.ts'
import type { PlannedCase } from './planned.ts'
import { type Plot, type Teller, tellerOf } from './teller.ts'

type Way = 'unit' | 'spot' | 'declined' | 'withdrawn'

/** 经过: one case from its registration to its archive, as far as it has come by now. Only steps that the lifecycle allows. */
export function tellCase(plot: Plot, registered: Omit<PlannedCase, 'steps'>, mustBeHandled = false): PlannedCase {
  const teller = tellerOf(plot, registered)
  const way = mustBeHandled ? 'unit' : plot.random.weighted(waysOf(plot))
  wait(teller, registered)
  if (way === 'declined') {
    teller.do(plot.agent, { noun: 'declination', input: { reason: teller.words(staff.declineReasons), customerTold: true } })
    return teller.done()
  }
  accept(teller, registered)
  if (way === 'spot') settleOnTheSpot(teller)
  else handle(teller, way === 'withdrawn')
  if (way !== 'withdrawn') closeAndAfter(teller)
  return teller.done()
}

const waysOf = ({ onTheSpotFirst, stage, matter }: Plot): Weighted<Way> => [
  [onTheSpotFirst ? 4 : stage >= 4 || matter.grave ? 96 : 78, 'unit'],
  [onTheSpotFirst ? 90 : stage >= 4 || matter.grave ? 0 : 16, 'spot'],
  [stage === 5 ? 0.5 : 2.5, 'declined'],
  [3, 'withdrawn'],
]

/** On the phone the agent takes the case on at once; what came by itself waits for somebody. */
function wait(teller: Teller, { registeredBy }: Omit<PlannedCase, 'steps'>) {
  const { random } = teller.plot
  if (registeredBy && random.chance(0.9)) teller.passDesk(random.between(1, 15))
  else teller.passDesk(random.skewed(4, 420))
}

function accept(teller: Teller, { complaint }: Omit<PlannedCase, 'steps'>) {
  const { plot } = teller
  const { random, matter, stage, agent } = plot
  const severity = severityOf(plot)
  const priority = priorityOf(plot, severity)
  // Now and then the first guess was another category.
  const first = complaint.category ?? matter.category
  const atAcceptance = random.chance(0.6)
  const note = random.chance(0.35) ? teller.words(staff.acceptNotes) : ''
  teller.do(agent, {
    noun: 'acceptance',
    input: { category: first, ...(atAcceptance && { severity, priority }), ...(note && { note }) },
  })
  if (random.chance(0.9) || !atAcceptance || first !== matter.category) {
    teller.passDesk(random.between(0.5, 12))
    const reason = random.chance(0.18) ? teller.words(staff.reclassifyReasons) : ''
    teller.do(agent, {
      noun: 'classification',
      input: {
        stage,
        ...(first !== matter.category && { category: matter.category }),
        ...(!atAcceptance && { severity, priority }),
        ...(reason && { reason }),
      },
    })
  }
  if (random.chance(0.03)) {
    teller.passDesk(random.between(5, 60))
    plot.agent = plot.english ? 'bai.xue' : random.pick(['deng.lin', 'tang.wenjing', 'jiang.yifan'])
    teller.do(teller.supervisor(), { noun: 'assignments', agent: plot.agent, reason: teller.words(staff.assignReasons) })
  }
}

function severityOf({ random, matter, stage }: Plot) {
  if (matter.grave)
    return random.weighted([
      [30, 'major'],
      [58, 'serious'],
      [12, 'critical'],
    ] as const)
  if (stage === 5)
    return random.weighted([
      [25, 'general'],
      [60, 'major'],
      [15, 'serious'],
    ] as const)
  return random.weighted([
    [84, 'general'],
    [15, 'major'],
    [1, 'serious'],
  ] as const)
}

function priorityOf({ stage, facts, matter }: Plot, severity: string) {
  if (severity === 'critical' || (severity === 'serious' && stage >= 4)) return 'critical'
  if (stage >= 4 || severity === 'serious' || facts.customer.tier !== 'ordinary') return 'high'
  return stage === 1 && matter.lead === 'callCentre' ? 'low' : 'normal'
}
