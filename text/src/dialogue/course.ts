import type { Turn } from './turns.ts'

/** A moment of a conversation (时点): how many turns have been heard, and whether it is known to be over. */
export type Moment = { heard: number; over: boolean }

// Coarse channels (words, tone) are many and are looked at in few ways, fine ones (readers of turns) in all.
const coarseViews = 3
const fineViews = 9
export const paceNames = [
  'spoken',
  'answered',
  'turns',
  'run',
  'longestRun',
  'unansweredShare',
  'sameQuestion',
  'sameQuestionMost',
  'sameQuestions',
  'sameAnswer',
  'sameAnswerMost',
  'answerTouchesQuestion',
  'answerTouchesMean',
  'answerLength',
  'answerLengthMean',
  'customerLength',
  'customerLengthMean',
  'lengthTrend',
  'staffSpokeLast',
  'over',
] as const

const remembered = 12
const compared = 400

/** Two-character pieces of a text, at most 400 of them. */
function piecesOf(text: string): Set<number> {
  const pieces = new Set<number>()
  const end = Math.min(text.length - 1, compared)
  for (let i = 0; i < end; i++) pieces.add(text.charCodeAt(i) * 65536 + text.charCodeAt(i + 1))
  return pieces
}

function mostAlike(earlier: readonly Set<number>[], pieces: Set<number>): number {
  let most = 0
  for (const one of earlier) most = Math.max(most, alike(one, pieces))
  return most
}

function alike(one: Set<number>, other: Set<number>): number {
  if (one.size < 2 || other.size < 2) return 0
  let both = 0
  for (const piece of one) if (other.has(piece)) both++
  return both / (one.size + other.size - both)
}

class Views {
  first: Float32Array
  last: Float32Array
  sum: Float32Array
  most: Float32Array
  recent: Float32Array
  before: Float32Array
  count = 0
  constructor(width: number) {
    this.first = new Float32Array(width)
    this.last = new Float32Array(width)
    this.sum = new Float32Array(width)
    this.most = new Float32Array(width)
    this.recent = new Float32Array(width)
    this.before = new Float32Array(width)
  }
  add(scores: Float32Array): void {
    for (let c = 0; c < scores.length; c++) {
      const score = scores[c]!
      if (this.count === 0) {
        this.first[c] = score
        this.recent[c] = score
        this.most[c] = score
      }
      this.before[c] = this.last[c]!
      this.last[c] = score
      this.sum[c]! += score
      this.most[c] = Math.max(this.most[c]!, score)
      this.recent[c] = 0.5 * this.recent[c]! + 0.5 * score
    }
    this.count++
  }
}

/**
 * The course of a conversation (对话进程) as plain numbers at each moment asked for, in one walk; only what was heard up to there counts.
 * @param scores channel scores of each turn, all of one length; they are kept apart for customer and staff
 * @param coarse how many of the channels, from the first, are coarse
 * @param moments in the order of `heard`
 */
export function courseOf(
  turns: readonly Turn[],
  scores: readonly Float32Array[],
  coarse: number,
  moments: readonly Moment[],
): Float32Array[] {
  const width = scores[0]?.length ?? 0
  const customer = new Views(width)
  const staff = new Views(width)
  const pace = new Pace()
  const rows: Float32Array[] = []
  let next = 0
  for (let i = 0; i < turns.length && next < moments.length; i++) {
    const turn = turns[i]!
    if (turn.by === 'customer') customer.add(scores[i]!)
    else staff.add(scores[i]!)
    pace.hear(turn)
    for (; next < moments.length && moments[next]!.heard <= i + 1; next++) {
      rows.push(rowOf(pace.numbers(i + 1, customer.count, staff.count, moments[next]!.over), customer, staff, coarse))
    }
  }
  // A dialogue without turns still gets its answer.
  for (; next < moments.length; next++)
    rows.push(rowOf(pace.numbers(turns.length, customer.count, staff.count, moments[next]!.over), customer, staff, coarse))
  return rows
}

/** Who spoke how long, and who said the same again. */
class Pace {
  row = new Float32Array(paceNames.length)
  questions: Set<number>[] = []
  answers: Set<number>[] = []
  run = 0
  longestRun = 0
  unanswered = 0
  customerLength = 0
  firstLength = 0
  answerLength = 0
  touches = 0
  hear(turn: Turn): void {
    const { row } = this
    const said = turn.text.length
    const pieces = piecesOf(turn.text)
    if (turn.by === 'customer') {
      if (this.run > 0) this.unanswered++
      this.run++
      this.longestRun = Math.max(this.longestRun, this.run)
      if (this.questions.length === 0) this.firstLength = said
      this.customerLength += said
      const same = mostAlike(this.questions, pieces)
      row[6] = same
      row[7] = Math.max(row[7]!, same)
      if (same > 0.4) row[8]!++
      row[15] = Math.log1p(said)
      row[17] = Math.log1p(said) - Math.log1p(this.firstLength)
      row[18] = 0
      this.questions.push(pieces)
      if (this.questions.length > remembered) this.questions.splice(1, 1)
      return
    }
    this.run = 0
    this.answerLength += said
    row[9] = mostAlike(this.answers, pieces)
    row[10] = Math.max(row[10]!, row[9]!)
    row[11] = this.questions.length > 0 ? alike(this.questions[this.questions.length - 1]!, pieces) : 0
    this.touches += row[11]!
    row[13] = Math.log1p(said)
    row[18] = 1
    this.answers.push(pieces)
    if (this.answers.length > remembered) this.answers.shift()
  }
  numbers(heard: number, spoken: number, answered: number, over: boolean): Float32Array {
    const { row } = this
    row[0] = Math.log1p(spoken)
    row[1] = Math.log1p(answered)
    row[2] = Math.log1p(heard)
    row[3] = this.run
    row[4] = this.longestRun
    row[5] = this.unanswered / Math.max(1, spoken)
    row[12] = this.touches / Math.max(1, answered)
    row[14] = Math.log1p(this.answerLength / Math.max(1, answered))
    row[16] = Math.log1p(this.customerLength / Math.max(1, spoken))
    row[19] = over ? 1 : 0
    return row
  }
}

function rowOf(pace: Float32Array, customer: Views, staff: Views, coarse: number): Float32Array {
  const width = customer.last.length
  const row = new Float32Array(pace.length + coarse * coarseViews + (width - coarse) * fineViews)
  row.set(pace)
  let at = pace.length
  const share = 1 / Math.max(1, customer.count)
  const staffShare = 1 / Math.max(1, staff.count)
  for (let c = 0; c < width; c++) {
    row[at++] = customer.last[c]!
    row[at++] = customer.recent[c]!
    row[at++] = staff.last[c]!
    if (c < coarse) continue
    row[at++] = customer.most[c]!
    row[at++] = customer.first[c]!
    row[at++] = customer.sum[c]! * share
    row[at++] = customer.last[c]! - (customer.count > 1 ? customer.before[c]! : customer.last[c]!)
    row[at++] = staff.sum[c]! * staffShare
    row[at++] = staff.most[c]!
  }
  return row
}
