import type { Moment } from '../../dialogue/course.ts'
import type { FieldWeights, Lesson, ReaderOptions } from '../../dialogue/reader.ts'
import { hearingOf } from '../../dialogue/shipped.ts'
import type { DialogueFormat, LabelledDialogue } from './formats.ts'

/** A moment with the name it has in the answers. */
export type NamedMoment = Moment & { cut: number | 'all' }

/** Cuts that are reported: customer turns for helpdesk, turns by anybody for Taobao. */
const reported = { helpdesk: [1, 2, 3], taobao: [4, 8], jd: [] } as const
/** More moments to learn from. */
const learned = { helpdesk: [1, 2, 3, 4, 5, 6], taobao: [2, 3, 4, 5, 6, 8, 10, 12], jd: [] } as const

function heardAt({ turns }: LabelledDialogue, format: DialogueFormat, count: number): number | null {
  if (format === 'taobao') return turns.length >= count ? count : null
  let spoken = 0
  for (let i = 0; i < turns.length; i++) if (turns[i]!.by === 'customer' && ++spoken === count) return i + 1
  return null
}

/** The moments of a dialogue: cuts among those still running, and its end. */
export function momentsOf(dialogue: LabelledDialogue, format: DialogueFormat, forLearning = false): NamedMoment[] {
  const cuts = forLearning ? learned[format] : reported[format]
  const moments: NamedMoment[] = cuts.flatMap((cut) => {
    const heard = heardAt(dialogue, format, cut)
    return heard === null ? [] : [{ heard, over: false, cut }]
  })
  return [...moments, { heard: dialogue.turns.length, over: true, cut: 'all' }]
}

/** Lessons of a set whose label belongs to the whole dialogue. */
export function lessonOf(dialogue: LabelledDialogue, format: DialogueFormat): Lesson {
  const moments = momentsOf(dialogue, format, true)
  const target = targetOf(dialogue)
  return { turns: dialogue.turns, moments, targets: moments.map(() => target), ...(dialogue.hints ? { hints: dialogue.hints } : {}) }
}

/** Unhappy or not; with annotators, also the share of them at or below each of the four lower levels. */
function targetOf({ unhappy, levels }: LabelledDialogue): Float32Array {
  if (!levels) return Float32Array.of(Number(unhappy))
  const below: number[] = []
  let sum = 0
  for (const share of levels.slice(0, 4)) {
    sum += share
    below.push(Math.min(1, sum))
  }
  return Float32Array.of(Number(unhappy), ...below)
}

const usual = { objective: 'logistic', rounds: 220, depth: 3, rate: 0.05, leaf: 8, ridge: 5, rows: 0.7, columns: 0.25, seed: 3 } as const
const trees = { helpdesk: usual, taobao: usual, jd: { ...usual, rounds: 120, rate: 0.05, leaf: 15, columns: 0.15 } }
const bags = { helpdesk: 1, taobao: 1, jd: 4 }
const none = { customer: 0, lastCustomer: 0, staff: 0, lastStaff: 0, note: 0, transcript: 0, places: 0 }

/** What counts in each set: shops talk by script, so order and place tell much; JD's label is of the turn itself. Chosen within the training files. */
const fields: Record<DialogueFormat, FieldWeights> = {
  helpdesk: { ...none, customer: 1, lastCustomer: 0.7, staff: 0.3, lastStaff: 0.3 },
  taobao: { ...none, transcript: 1, places: 0.5 },
  jd: { ...none, lastCustomer: 1 },
}

/** How a reader of each set is trained. Taobao's words are numbers: lists of words and tone say nothing there. */
export function readerOptions(format: DialogueFormat, seed: number, say: (line: string) => void): ReaderOptions {
  const channelsOf = format === 'taobao' ? () => new Float32Array(0) : hearingOf()
  const columns = { helpdesk: 5, taobao: 1, jd: 3 }[format]
  return {
    channelsOf,
    columns,
    hints: format === 'jd' ? 0 : 2,
    fields: fields[format],
    bags: bags[format],
    trees: { ...trees[format], seed },
    seed,
    onProgress: say,
  }
}
