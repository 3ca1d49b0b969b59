import { blended, fitBlend, oddsOf } from './blend.ts'
import { courseOf, type Moment, paceNames } from './course.ts'
import { surfaceNames } from './cues.ts'
import { soundOf, type Tone } from './tone.ts'
import type { Turn } from './turns.ts'

/**
 * The shipped judge of dialogues (满意度模型): a weighted sum over the tone and words of the turns. Which of them speak for an unhappy end is written
 * down beforehand (`signs`); our own conversations only move the weights. It holds no n-grams of dialogues and so travels to other trades.
 */
export type Judge = {
  numbers: string[]
  mean: number[]
  spread: number[]
  weights: number[]
  bias: number
  /** Level −2 … 2 = intercept + slope × log odds of an unhappy end. */
  level: { intercept: number; slope: number }
  /** At or above: an unhappy end is foretold. At or below `clearAt`: a content one. Between them it defers (弃判). */
  warnAt: number
  clearAt: number
}

/** What reads a dialogue: the tone of its turns, and the judge over them. */
export type Dialogue = { tone: Tone; judge: Judge }

export type JudgedTurn = { turn: number; unhappy: number }
export type Satisfaction = { afterTurn: JudgedTurn[]; end: { unhappy: number; level: number }; deferred: boolean }

/** A dialogue with the satisfaction the customer left with, −2 … 2. */
export type JudgeLesson = { turns: Turn[]; satisfaction: number }

const longest = 400

/** Every time the customer has spoken, and the whole. */
function momentsOf(turns: readonly Turn[]): Moment[] {
  const moments = turns.flatMap(({ by }, turn): Moment[] => (by === 'customer' ? [{ heard: turn + 1, over: false }] : []))
  return [...moments, { heard: turns.length, over: true }]
}

/** Which channels of the customer speak for (1) or against (−1) an unhappy end; those of the staff below. */
const signs: Record<string, number> = {
  'tone.insult': 1,
  'tone.upset': 1,
  'tone.complaint': 1,
  'tone.praise': -1,
  'tone.negative': 1,
  'tone.positive': -1,
  'tone.anger': 1,
  'tone.disgust': 1,
  'tone.thanking': -1,
  'tone.grateful': -1,
  'tone.agreement': -1,
  complaint: 1,
  anger: 1,
  delight: -1,
  settled: -1,
  unsettled: 1,
  negation: 1,
  again: 1,
  waiting: 1,
  leaving: 1,
  demand: 0.5,
  doubt: 0.5,
  exclamations: 1,
  questions: 0.5,
  length: 0.5,
}
const staffSigns: Record<string, number> = { remedyGiven: -0.5, refusal: 0.5, courtesy: -0.5, elsewhere: 0.5 }
const paceSigns: Record<string, number> = { run: 0.3, sameQuestion: 0.5, sameAnswerMost: 0.3 }

type Number = { name: string; place: number; prior: number }

/** The numbers of a moment's row that the judge looks at. */
function numbersOf(tone: Tone): Number[] {
  const channels = [...surfaceNames, ...tone.names.map((name) => `tone.${name}`)]
  const at = (channel: string, view: number) => paceNames.length + channels.indexOf(channel) * 3 + view
  return [
    ...Object.entries(paceSigns).map(([name, sign]) => ({ name, place: paceNames.indexOf(name as 'run'), prior: sign })),
    ...Object.entries(signs).flatMap(([name, sign]) => [
      { name: `${name}.last`, place: at(name, 0), prior: sign },
      { name: `${name}.recent`, place: at(name, 1), prior: sign },
    ]),
    ...Object.entries(staffSigns).map(([name, sign]) => ({ name: `staff.${name}`, place: at(name, 2), prior: sign })),
  ]
}

function rowsOf(turns: readonly Turn[], tone: Tone, moments: readonly Moment[]): number[][] {
  const sounds = turns.map((turn) => soundOf(turn, tone))
  const numbers = numbersOf(tone)
  return courseOf(turns, sounds, sounds[0]?.length ?? 0, moments).map((row) => numbers.map(({ place }) => row[place]!))
}

const scaled = ({ mean, spread }: Pick<Judge, 'mean' | 'spread'>, row: readonly number[]) =>
  row.map((value, at) => Math.max(-3, Math.min(3, (value - mean[at]!) / spread[at]!)))

const probabilityOf = (judge: Judge, row: readonly number[]) => blended(judge, scaled(judge, row))
const levelOf = ({ level }: Judge, probability: number) => Math.max(-2, Math.min(2, level.intercept + level.slope * oddsOf(probability)))

/**
 * Satisfaction of a dialogue (对话满意度): the probability of an unhappy end after each customer turn, from what was said up to there, and at its end
 * with the level −2 … 2; `deferred` when it is too unsure to say either. Of more than 400 turns the last 400 are read.
 */
export function satisfactionOf(turns: readonly Turn[], { tone, judge }: Dialogue): Satisfaction {
  const first = Math.max(0, turns.length - longest)
  const read = turns.slice(first)
  const moments = momentsOf(read)
  if (moments.length === 1) return { afterTurn: [], end: { unhappy: 0.5, level: 0 }, deferred: true }
  const rows = rowsOf(read, tone, moments)
  const unhappy = rows.map((row) => probabilityOf(judge, row))
  const last = unhappy[unhappy.length - 1]!
  return {
    afterTurn: moments.slice(0, -1).map(({ heard }, at) => ({ turn: first + heard - 1, unhappy: unhappy[at]! })),
    end: { unhappy: last, level: levelOf(judge, last) },
    deferred: last > judge.clearAt && last < judge.warnAt,
  }
}

const priorWeight = 0.08

/** Trains a judge; thresholds are the caller's choice, on dialogues held out. @param ridge how strongly the weights are held to the signs */
export function trainJudge(lessons: readonly JudgeLesson[], tone: Tone, ridge = 0.3): Judge {
  const numbers = numbersOf(tone)
  const rows: number[][] = []
  const unhappy: number[] = []
  const ends: { row: number; satisfaction: number }[] = []
  for (const { turns, satisfaction } of lessons) {
    for (const row of rowsOf(turns, tone, momentsOf(turns))) {
      rows.push(row)
      unhappy.push(satisfaction < 0 ? 1 : 0)
    }
    ends.push({ row: rows.length - 1, satisfaction })
  }
  const mean = numbers.map((_, at) => rows.reduce((sum, row) => sum + row[at]!, 0) / rows.length)
  const spread = numbers.map((_, at) =>
    Math.max(0.05, Math.sqrt(rows.reduce((sum, row) => sum + (row[at]! - mean[at]!) ** 2, 0) / rows.length)),
  )
  const opinions = rows.map((row) => scaled({ mean, spread }, row))
  const blend = fitBlend(
    opinions,
    unhappy,
    numbers.map(({ prior }) => prior * priorWeight),
    ridge,
  )
  const odds = ends.map(({ row }) => oddsOf(blended(blend, opinions[row]!)))
  return {
    numbers: numbers.map(({ name }) => name),
    mean,
    spread,
    ...blend,
    level: lineOf(
      odds,
      ends.map(({ satisfaction }) => satisfaction),
    ),
    warnAt: 0.5,
    clearAt: 0.5,
  }
}

/** Least squares of y on x. */
function lineOf(x: readonly number[], y: readonly number[]): { intercept: number; slope: number } {
  const meanX = x.reduce((sum, value) => sum + value, 0) / x.length
  const meanY = y.reduce((sum, value) => sum + value, 0) / y.length
  let both = 0
  let squares = 1e-9
  x.forEach((value, at) => {
    both += (value - meanX) * (y[at]! - meanY)
    squares += (value - meanX) ** 2
  })
  return { intercept: meanY - (both / squares) * meanX, slope: both / squares }
}
