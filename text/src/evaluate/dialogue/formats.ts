import type { Turn } from '../../dialogue/turns.ts'

/** A public dialogue set in one shape. Labels may be absent in a test file. */
export type LabelledDialogue = {
  index: number
  turns: Turn[]
  /** helpdesk: share of annotators at each level −2 … 2 of satisfaction. */
  levels?: number[]
  /** helpdesk: mean satisfaction of the annotators. */
  mean?: number
  /** Did it end unhappily: helpdesk mean ≤ −0.5, Taobao label 1. */
  unhappy?: boolean
  /** helpdesk: per turn, share of annotators who heard news of the matter there, or its goal reached (only training rows use it). */
  hints?: (Float32Array | undefined)[]
  /** jd: which exchange each customer turn came from, its act and its label 0 unhappy, 1 neutral, 2 happy. */
  exchanges?: { turn: number; index: number; act: string; label: number | null; overall: boolean }[]
}

export const dialogueFormats = ['helpdesk', 'jd', 'taobao'] as const
export type DialogueFormat = (typeof dialogueFormats)[number]

type Annotation = { quality?: { S?: number }; nugget?: string[] }
type HelpdeskRow = { annotations?: Annotation[]; turns: { sender: string; utterances: string[] }[] }

/** STC-3 helpdesk dialogues on Weibo: 19 annotators each. */
export function readHelpdesk(row: HelpdeskRow, index: number): LabelledDialogue {
  const turns = row.turns.map(
    ({ sender, utterances }): Turn => ({ by: sender === 'customer' ? 'customer' : 'staff', text: utterances.join('\n') }),
  )
  const given = (row.annotations ?? []).flatMap((annotation) => (typeof annotation.quality?.S === 'number' ? [annotation.quality.S] : []))
  if (given.length === 0) return { index, turns }
  const levels = [0, 0, 0, 0, 0]
  for (const level of given) levels[level + 2]! += 1 / given.length
  const mean = given.reduce((sum, level) => sum + level, 0) / given.length
  const annotations = row.annotations ?? []
  const hints = turns.map((_, turn) => {
    const kinds = annotations.map(({ nugget }) => nugget?.[turn] ?? '')
    const share = (test: (kind: string) => boolean) => kinds.filter(test).length / Math.max(1, kinds.length)
    return Float32Array.of(
      share((kind) => kind.endsWith('*')),
      share((kind) => kind.endsWith('NaN')),
    )
  })
  return { index, turns, levels, mean, unhappy: mean <= -0.5, hints }
}

type JdRow = { exchanges: { user: string; system: string; act?: string; sat3?: number | null }[] }

/** Masks of the JD set as single signs: they are no words, and no n-gram should begin within one. */
const unmasked = (text: string) =>
  text
    .replace(/#E-s(?:\d|\[数字x\])*/g, '☺')
    .replace(/\[ORDERID_\d+\]/g, '№')
    .replace(/\[数字x\]/g, '0')
    .replace(/\[金额x\]/g, '¥')
    .replace(/\[([^\]]{1,4})x\]/g, '$1')

/** JD customer service: an exchange is what the customer wrote and the answer to it, which may be empty; the last one, OVERALL, is nobody's text and stands for the whole. */
export function readJd(row: JdRow, index: number): LabelledDialogue {
  const turns: Turn[] = []
  const exchanges: NonNullable<LabelledDialogue['exchanges']> = []
  row.exchanges.forEach(({ user, system, act = '', sat3 }, at) => {
    exchanges.push({ turn: turns.length, index: at, act, label: sat3 ?? null, overall: user === 'OVERALL' })
    turns.push({ by: 'customer', text: unmasked(user) })
    if (system) turns.push({ by: 'staff', text: unmasked(system) })
  })
  return { index, turns, exchanges }
}

type TaobaoRow = { dialogue_label?: number; turns: { role: string; ids: string; senti?: number }[] }

/** Words given as numbers become one character each, so that the same n-grams read them. Two blocks that NFKC leaves alone hold 32,164 words. */
export function wordOf(id: number): string {
  if (id < 20992) return String.fromCharCode(0x4e00 + id)
  return String.fromCharCode(0xac00 + ((id - 20992) % 11172))
}

/** Taobao service dialogues. The sentiment of a turn is read for training readers of single turns; it is never an input. */
export function readTaobao(row: TaobaoRow, index: number): LabelledDialogue {
  const turns = row.turns.map(
    ({ role, ids }): Turn => ({
      by: role === 'c' ? 'customer' : 'staff',
      text: ids
        .split(' ')
        .filter(Boolean)
        .map((id) => wordOf(Number(id)))
        .join(''),
    }),
  )
  const hints = row.turns.map(({ senti }) => (senti === undefined ? undefined : Float32Array.of(Number(senti === 1), Number(senti === 3))))
  if (row.dialogue_label === undefined) return { index, turns }
  return { index, turns, hints, unhappy: row.dialogue_label === 1 }
}

/** Reads the lines of a set in its own format. */
export function readDialogues(rows: unknown[], format: DialogueFormat): LabelledDialogue[] {
  if (format === 'helpdesk') return rows.map((row, index) => readHelpdesk(row as HelpdeskRow, index))
  if (format === 'jd') return rows.map((row, index) => readJd(row as JdRow, index))
  return rows.map((row, index) => readTaobao(row as TaobaoRow, index))
}
