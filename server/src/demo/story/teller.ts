import { callers, handlersOf, hoursOf, nameOf, supervisors, type UnitCode } from '../company/company.ts'
import type { Random } from '../random.ts'
import { type Slots, say, type textsOnce } from '../say.ts'
import type { Matter } from '../words/matter.ts'
import type { Stage } from '../words/voice.ts'
import { afterWorking, dayInWords, daysAfter, hours, isWorking, minutesAfter, timeInWords } from '../working-time.ts'
import type { Facts } from './facts.ts'
import type { PlannedAct, PlannedCase, Step } from './planned.ts'

/** What a story knows of its case. */
export type Plot = {
  random: Random
  once: ReturnType<typeof textsOnce>
  matter: Matter
  facts: Facts
  stage: Stage
  agent: string
  /** The unit that ought to have it. */
  lead: UnitCode
  /** Usually settled by the call centre itself. */
  onTheSpotFirst: boolean
  /** Now, as the company sees it: nothing happens after it. */
  now: Date
  english: boolean
  /** Who handles it in the unit, once received. */
  handler: string | null
  /** Co-handling tasks still open. */
  tasks: number
  /** 1, or more when work piles up. */
  pace: number
  causeBy: 'handler' | 'later'
  causeNamed: boolean
}

export type Teller = ReturnType<typeof tellerOf>

/** Tells a case step by step; each step comes after the one before it. */
export function tellerOf(plot: Plot, registered: Omit<PlannedCase, 'steps'>) {
  const { random, once, facts } = plot
  const steps: Step[] = []
  let at = registered.registeredAt
  let unit: UnitCode | null = null

  const teller = {
    plot,
    steps,
    get at() {
      return at
    },
    get unit() {
      return unit
    },
    set unit(code: UnitCode | null) {
      unit = code
    },
    /** Nothing more would be seen. */
    get isOver() {
      return at > plot.now
    },
    do(by: string, act: PlannedAct) {
      steps.push({ at, by, act })
      // The next step takes some seconds at least.
      at = new Date(at.getTime() + random.whole(20, 90) * 1_000)
    },
    /** Lets working minutes of the call centre pass. */
    passDesk(minutes: number) {
      at = afterWorking(at, minutes * plot.pace, hours.callCentre)
    },
    passUnit(minutes: number, code: UnitCode | null = unit) {
      at = afterWorking(at, minutes * Math.sqrt(plot.pace), code ? hoursOf(code) : hours.field)
    },
    passDays(days: number) {
      at = afterWorking(daysAfter(at, days), random.whole(5, 400), hours.callCentre)
    },
    /** Customers write at any hour. */
    passHours(least: number, most: number) {
      at = minutesAfter(at, random.between(least * 60, most * 60))
    },
    goTo(instant: Date) {
      if (instant > at) at = instant
    },
    /** The agent who has the case, or a colleague when nobody would be at work. */
    desk: () => (isWorking(at, hours.callCentre) || random.chance(0.9) ? plot.agent : random.pick(callers)),
    caller: () => random.pick(callers),
    supervisor: () => random.pick(supervisors),
    handler: (code: UnitCode) => random.pick(handlersOf(code)),
    slots: (): Slots => ({
      ...facts.slots,
      now: `${dayInWords(at)}`,
      d0: dayInWords(daysAfter(at, random.whole(1, 4))),
      unit: unit ? nameOf(unit) : '客服中心',
      i: '客户',
      home: '客户家',
      you: '我司',
      wish: say(random, plot.matter.want, {
        ...facts.slots,
        i: '客户',
        home: '客户家',
        you: '我司',
        d0: dayInWords(daysAfter(at, 3)),
      }).replace(/^要求|^希望/, ''),
    }),
    /** What nobody has said before. */
    once: (tell: () => string) =>
      once(tell, (again) => `（订单尾号${facts.slots.order?.slice(-5)}${again ? `，${timeInWords(minutesAfter(at, again))}` : ''}）`),
    words: (templates: readonly string[] | string, more: Slots = {}): string =>
      teller.once(() => say(random, templates, { ...teller.slots(), ...more })),
    done: (): PlannedCase => ({ ...registered, steps: steps.filter((step) => step.at <= plot.now) }),
  }
  return teller
}
