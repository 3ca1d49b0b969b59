import type { ChatSettings, Signal } from '@zhiwei/contract'
import type { Chat } from './tables.ts'

// Decisions about talks as pure functions. Source: docs/rules/chat.md

const minuteMs = 60_000
/** 清楚的不满: a visitor this upset is not asked by a machine again (GB/T 47746-2026). */
const clearEmotion = 2
const manyVisits = 3

/** 转人工的理由: why a person comes at once. */
export const urgentOf = (signals: readonly Signal[], settings: Pick<ChatSettings, 'urgentSignals'>): Signal[] =>
  settings.urgentSignals.filter((signal) => signals.includes(signal))

/**
 * May the automatic answer speak first: only to a question, where there is one, and not to whoever came three times within 24 hours and is
 * clearly dissatisfied.
 */
export const startsAutomatic = (
  choice: Chat['choice'],
  { automatic }: Pick<ChatSettings, 'automatic'>,
  past: { visits: number; emotion: number | null },
): boolean => choice === 'question' && automatic !== null && !(past.visits + 1 >= manyVisits && (past.emotion ?? 0) >= clearEmotion)

/** 自动回复最多 3 分钟, and a customer who turns unhappy meanwhile comes to a person at once. */
export const leavesAutomatic = (
  { opened_at, urgent, emotion }: Pick<Chat, 'opened_at' | 'urgent' | 'emotion'>,
  { automatic }: Pick<ChatSettings, 'automatic'>,
  visits: number,
  now: Date,
): boolean =>
  automatic === null ||
  urgent.length > 0 ||
  (visits >= manyVisits && (emotion ?? 0) >= clearEmotion) ||
  now.getTime() - opened_at.getTime() >= automatic.minutes * minuteMs

type Waiting = Pick<Chat, 'id' | 'urgent' | 'waiting_at' | 'group_id'>
/** 排队次序: urgent ones at the head, then who came first. */
export const inOrder = (a: Waiting, b: Waiting): number =>
  Number(b.urgent.length > 0) - Number(a.urgent.length > 0) ||
  (a.waiting_at?.getTime() ?? 0) - (b.waiting_at?.getTime() ?? 0) ||
  (a.id < b.id ? -1 : 1)

/** Whether a person may take it: of its group, or of nobody's, or urgent, or it has waited for its group long enough. */
export const isFor = (
  { urgent, group_id, waiting_at }: Waiting,
  groupIds: ReadonlySet<string>,
  { openToAllMinutes }: Pick<ChatSettings, 'openToAllMinutes'>,
  now: Date,
): boolean =>
  group_id === null ||
  groupIds.has(group_id) ||
  urgent.length > 0 ||
  now.getTime() - (waiting_at?.getTime() ?? 0) >= openToAllMinutes * minuteMs

/** So many ended talks tell how long one takes. */
const leastTalks = 5

/**
 * 预计等待, minutes: talks before it, each as long as those of the last hour took, shared by the places there are.
 * @returns null where the last hour tells too little, or nobody is there
 */
export function expectedMinutes(place: number, talkMinutes: readonly number[], places: number): number | null {
  if (talkMinutes.length < leastTalks || places < 1) return null
  const mean = talkMinutes.reduce((sum, minutes) => sum + minutes, 0) / talkMinutes.length
  return Math.max(1, Math.ceil((place * mean) / places))
}

/** What silence asks for now: a question, the end, or nothing. It counts only after our own word. */
export function silenceOf(
  { our_word_at, silence_asked_at }: Pick<Chat, 'our_word_at' | 'silence_asked_at'>,
  { silenceAskSeconds, silenceEndSeconds }: Pick<ChatSettings, 'silenceAskSeconds' | 'silenceEndSeconds'>,
  now: Date,
): 'ask' | 'end' | null {
  if (our_word_at === null) return null
  if (silence_asked_at) return now.getTime() - silence_asked_at.getTime() >= silenceEndSeconds * 1_000 ? 'end' : null
  return now.getTime() - our_word_at.getTime() >= silenceAskSeconds * 1_000 ? 'ask' : null
}
