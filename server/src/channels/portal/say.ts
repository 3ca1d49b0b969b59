import type { PortalLanguage, PortalState } from '@zhiwei/contract'
import { dayAfter, dayOf } from '../../platform/days.ts'
import words from './words.json' with { type: 'json' }

// What customers read, in plain words. Pure: the same sentence stands on the page, in a message and on the telephone.

export const wordsIn = (language: PortalLanguage) => words[language]
const filled = (sentence: string, facts: Record<string, string>) => sentence.replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? '')

/** 今天 18:00 · 明天 09:00 · 11月25日 18:00 */
export function whenOf(at: Date, now: Date, zone: string, language: PortalLanguage): string {
  const t = words[language]
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
  const time = new Intl.DateTimeFormat(locale, { timeZone: zone, hour: '2-digit', minute: '2-digit', hour12: false }).format(at)
  const [day, today] = [dayOf(at, zone), dayOf(now, zone)]
  if (day === today) return filled(t.today, { time })
  if (day === dayAfter(today, 1)) return filled(t.tomorrow, { time })
  const date = { month: language === 'zh' ? 'long' : 'short', day: 'numeric' } as const
  const year = day.slice(0, 4) === today.slice(0, 4) ? {} : ({ year: 'numeric' } as const)
  return `${new Intl.DateTimeFormat(locale, { timeZone: zone, ...date, ...year }).format(at)} ${time}`
}

/** What is told of a case. Instants are UTC; `zone` is the company's. */
export type Told = {
  state: PortalState
  who: string | null
  promise: { dueAt: Date | null; lateSince: Date | null } | null
  rests: { cause: string; until: Date | null } | null
  /** 并入另一件: whether that one was answered since. */
  merged: 'open' | 'answered' | null
  appealOpen: boolean
}

/** 进展: one or two sentences: where it stands, who has it, until when, and where we are late the new promise. */
export function progressOf(
  { state, who, promise, rests, merged, appealOpen }: Told,
  now: Date,
  zone: string,
  language: PortalLanguage,
): string {
  const t = words[language]
  const when = (at: Date) => whenOf(at, now, zone, language)
  if (merged && state !== 'closed') return merged === 'answered' ? t.mergedAnswered : t.merged
  if (appealOpen && state !== 'handling') return t.appealed
  if (state === 'waiting' && rests) {
    const cause = (t.causes as Record<string, string>)[rests.cause] ?? t.causes.other
    return rests.until ? filled(t.waitingUntil, { cause, when: when(rests.until) }) : filled(t.waiting, { cause })
  }
  if (state !== 'received' && state !== 'handling') return t[state === 'waiting' ? 'handling' : state]
  if (promise?.lateSince) {
    const since = when(promise.lateSince)
    return promise.dueAt ? filled(t.late, { since, when: when(promise.dueAt) }) : filled(t.lateOpen, { since })
  }
  const due = promise?.dueAt
  if (state === 'received') return due ? filled(t.receivedDue, { when: when(due) }) : t.received
  if (who) return due ? filled(t.handlingUnitDue, { who, when: when(due) }) : filled(t.handlingUnit, { who })
  return due ? filled(t.handlingDue, { when: when(due) }) : t.handling
}

export const duplicateWords = (number: string, receivedAt: Date, now: Date, zone: string, language: PortalLanguage) =>
  filled(words[language].duplicate, { number, when: whenOf(receivedAt, now, zone, language) })
