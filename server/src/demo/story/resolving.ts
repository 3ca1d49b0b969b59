import type { Finding } from '@zhiwei/contract'
import { administrator, agents, limitFen, manager } from '../company/company.ts'
import { say } from '../say.ts'
import { englishAnswer, englishAnswerEnding, englishMatters } from '../words/english.ts'
import type { RemedyWords } from '../words/matter.ts'
import * as staff from '../words/staff.ts'
import type { Teller } from './teller.ts'

/** What was promised; '' when nothing was. */
export type Promised = string

const remedyChance: Record<Finding, number> = { substantiated: 0.66, partly: 0.5, unverifiable: 0.3, unsubstantiated: 0.04 }

/**
 * 补偿: granted within the limit, else proposed and decided by who may.
 * @param mostFen nothing above is thought of
 */
export function decideRemedy(teller: Teller, finding: Finding, mostFen = limitFen.manager): Promised {
  const { random, matter, stage, agent } = teller.plot
  // A second remedy would count together with the first.
  if (teller.steps.some(({ act }) => act.noun === 'remedies') || !random.chance(remedyChance[finding])) return ''
  // Money back for the whole machine is for bad cases.
  const thinkable = matter.remedies.filter(({ yuan }) => yuan !== 'price' || stage >= 3)
  if (thinkable.length === 0) return ''
  const remedy = random.pick(thinkable)
  const amountFen = yuanOf(teller, remedy) * 100
  if (amountFen > mostFen) return ''
  teller.passDesk(random.between(3, 90))
  const promised = say(random, remedy.promise, { ...teller.slots(), yuan: String(amountFen / 100) })
  // The administrator's role grants nothing on the spot.
  const by = agent === administrator.username ? random.pick(agents) : agent
  teller.do(by, { noun: 'remedies', input: { kind: remedy.kind, amountFen, text: remedyText(teller, remedy, amountFen) } })
  if (amountFen <= limitFen.agent) return promised
  return approve(teller, amountFen) ? promised : ''
}

function yuanOf({ plot }: Teller, { yuan }: RemedyWords): number {
  if (yuan === 'price') return Math.round(plot.facts.purchase.product.priceFen / 100)
  if (yuan === 'amount') return plot.facts.amountYuan
  const [least, most] = yuan
  return most === 0 ? 0 : Math.round(plot.random.skewed(least, most) / 10) * 10
}

const remedyText = (teller: Teller, remedy: RemedyWords, amountFen: number) =>
  teller.words(
    amountFen > 0 ? `${remedy.text}{yuan}元，[订单{order}|{call}认可|依据{unit}结论]。` : `${remedy.text}，[订单{order}|{call}认可]。`,
    { yuan: String(amountFen / 100) },
  )

/** 审批: takes hours, sometimes a day; one in eight is refused. */
function approve(teller: Teller, amountFen: number): boolean {
  const { random, pace } = teller.plot
  teller.passDesk(pace > 1 ? random.between(400, 1_500) : random.skewed(20, 700))
  const by = amountFen <= limitFen.supervisor ? teller.supervisor() : manager
  const approved = !random.chance(0.12)
  teller.do(by, {
    noun: 'approvals',
    verdict: approved ? 'approved' : 'refused',
    reason: teller.words(approved ? staff.approvalReasons : staff.refusalReasons),
  })
  return approved
}

/** 答复 in the customer's language. */
export function answer(teller: Teller, finding: Finding, promised: Promised, onTheSpot: boolean) {
  const { plot } = teller
  const text = teller.once(() => (plot.english ? englishText(teller, finding) : chineseText(teller, finding, promised)))
  teller.do(plot.agent, { noun: 'answers', input: { text, ...(onTheSpot && { finding }) } })
}

function chineseText(teller: Teller, finding: Finding, promised: Promised): string {
  const { random, matter } = teller.plot
  const words = { ...teller.slots(), i: '您', home: '您家', you: '我们' }
  const told = say(random, matter.told[finding] ?? ['您反映的{kind}问题我们已处理'], words)
  return `${say(random, staff.answerOpening, words)}${told}。${promised && `${promised}。`}${random.chance(0.7) ? say(random, staff.answerEnding, words) : ''}`
}

function englishText(teller: Teller, finding: Finding): string {
  const { random, matter } = teller.plot
  const told = englishMatters.find(({ name }) => name === matter.name)?.told[finding] ?? [
    'Your request about order {order} has been settled.',
  ]
  const words = teller.slots()
  return say(random, englishAnswer, words) + say(random, told, words) + say(random, englishAnswerEnding, words)
}

/** 根因 */
export function nameCause(teller: Teller, by: string) {
  const { plot } = teller
  const cause = plot.random.pick(plot.matter.causes)
  teller.do(by, {
    noun: 'rootCauses',
    input: { code: cause.code, text: teller.words(`${cause.text}[。|（订单{order}）。|，见{unit}结论。]`) },
  })
  plot.causeNamed = true
}
