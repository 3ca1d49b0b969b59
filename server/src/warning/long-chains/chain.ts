import type { RiskReason } from '@zhiwei/contract'
import type { Seen } from '../course/look.ts'
import type { Raise } from '../governance/raise.ts'

const hourMs = 3_600_000

/**
 * 长链条与老案: many hands, many send-backs, long silence, repeated enquiries, old for its kind; told before the clock tells it.
 * Source: docs/rules/case-warnings.md
 */
export function chainRaise(seen: Seen, { points, reasons }: { points: number; reasons: RiskReason[] }, now: Date): Raise {
  const { signs } = seen
  return {
    kind: 'longChain',
    key: seen.id,
    subject: `${seen.number} ${seen.subject}`,
    facts: {
      points,
      days: Math.floor(signs.ageDays ?? 0),
      hands: signs.hands ?? 0,
      sendBacks: signs.sendBacks ?? 0,
      silentDays: signs.silentDays ?? 0,
      reminders: signs.reminders ?? 0,
      enquiries: signs.enquiries ?? 0,
      ...(signs.ageShare !== undefined && { ageShare: signs.ageShare }),
      ...(seen.dueAt && { hoursLeft: Math.round((seen.dueAt.getTime() - now.getTime()) / hourMs) }),
      signs: reasons.map(({ sign }) => sign),
    },
    caseIds: [seen.id],
    unitId: seen.unitId,
    firstSeenAt: seen.receivedAt,
  }
}
