import type { Authentication } from './authentication.ts'

/** Facts of one mail, as its headers, the door's settings and what came before give them. */
export type MailFacts = {
  senders: number
  isOwn: boolean
  /** Read before, by its Message-ID: from the same sender, or under somebody else's name. */
  seenBefore: 'same' | 'other' | null
  authentication: Authentication
  isAutomatic: boolean
  /** A thread of ours the mail belongs to; `forged`: something that only looks like it. */
  thread: 'genuine' | 'forged' | null
  /** The sender took part in that thread before, or has been written to. */
  isParticipant: boolean
  fromSenderLastHour: number
  onThreadLastHour: number
}
export type MailLimits = { withoutAuthentication: 'accept' | 'quarantine'; mostPerSenderHour: number; mostPerThreadHour: number }

export type IgnoredFor = 'seenBefore' | 'ownMail' | 'automatic'
export type QuarantinedFor =
  | 'noSender'
  | 'manySenders'
  | 'messageIdReused'
  | 'spoofed'
  | 'unproven'
  | 'forgedToken'
  | 'stranger'
  | 'tooManyFromSender'
  | 'tooManyOnThread'
export type Verdict = { do: 'take' } | { do: 'ignore'; reason: IgnoredFor } | { do: 'quarantine'; reason: QuarantinedFor }

type Rule = { holds: (facts: MailFacts, limits: MailLimits) => boolean; verdict: Verdict }
const ignore = (reason: IgnoredFor): Verdict => ({ do: 'ignore', reason })
const quarantine = (reason: QuarantinedFor): Verdict => ({ do: 'quarantine', reason })

/** 判信: the first line that holds decides. Source: docs/rules/mail.md */
const rules: readonly Rule[] = [
  { holds: (mail) => mail.senders === 0, verdict: quarantine('noSender') },
  { holds: (mail) => mail.senders > 1, verdict: quarantine('manySenders') },
  { holds: (mail) => mail.seenBefore === 'same', verdict: ignore('seenBefore') },
  { holds: (mail) => mail.isOwn, verdict: ignore('ownMail') },
  { holds: (mail) => mail.isAutomatic, verdict: ignore('automatic') },
  { holds: (mail) => mail.seenBefore === 'other', verdict: quarantine('messageIdReused') },
  { holds: (mail) => mail.authentication === 'fail', verdict: quarantine('spoofed') },
  {
    holds: (mail, limits) => mail.authentication === 'none' && limits.withoutAuthentication === 'quarantine',
    verdict: quarantine('unproven'),
  },
  { holds: (mail) => mail.thread === 'forged', verdict: quarantine('forgedToken') },
  { holds: (mail) => mail.thread === 'genuine' && !mail.isParticipant, verdict: quarantine('stranger') },
  { holds: (mail, limits) => mail.fromSenderLastHour >= limits.mostPerSenderHour, verdict: quarantine('tooManyFromSender') },
  {
    holds: (mail, limits) => mail.thread === 'genuine' && mail.onThreadLastHour >= limits.mostPerThreadHour,
    verdict: quarantine('tooManyOnThread'),
  },
]

export const verdictOf = (facts: MailFacts, limits: MailLimits): Verdict =>
  rules.find(({ holds }) => holds(facts, limits))?.verdict ?? { do: 'take' }
