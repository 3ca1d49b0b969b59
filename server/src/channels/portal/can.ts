import type { PortalCase } from '@zhiwei/contract'
import { type Case, missingFor, type StepName } from '../../cases/index.ts'
import type { RatingState } from './sources.ts'

type Facts = { remindedAt: string | null; reminderHours: number; rating: RatingState; appealed: boolean }

/** 申诉 and 评价 are possible so long after the case's end. Source: docs/rules/portal.md */
export const daysAfterEnd = 90
const dayMs = 86_400_000

/** What the customer can do now; the acts hold the same. Pure. */
export function canNow(complaintCase: Case, { remindedAt, reminderHours, rating, appealed }: Facts, now: Date): PortalCase['can'] {
  const may = (name: StepName, more = true) => ({ allowed: more && missingFor(name, complaintCase).length === 0, from: null })
  const { status, closed_at: closedAt, merged_into: mergedInto } = complaintCase
  const waitsForUs = ['registered', 'accepted', 'dispatched', 'handling', 'returned'].includes(status)
  const isRecent = closedAt === null || now.getTime() - closedAt.getTime() < daysAfterEnd * dayMs
  const nextReminder = remindedAt ? new Date(Date.parse(remindedAt) + reminderHours * 3_600_000) : null
  const tooSoon = nextReminder !== null && nextReminder > now
  const reminder = may('reminders', waitsForUs)
  const wasAnswered = status === 'answered' || status === 'confirmed' || status === 'closed'
  return {
    message: may('messages'),
    file: may('files'),
    remind: { allowed: reminder.allowed && !tooSoon, from: reminder.allowed && tooSoon ? nextReminder.toISOString() : null },
    confirm: may('followUps'),
    rate: { allowed: (status === 'confirmed' || status === 'closed') && isRecent && rating.state === 'open', from: null },
    appeal: { allowed: wasAnswered && mergedInto === null && isRecent && !appealed, from: null },
    // What an authority referred is not the customer's alone to end.
    withdraw: may('withdrawal', complaintCase.regulator === null),
  }
}
