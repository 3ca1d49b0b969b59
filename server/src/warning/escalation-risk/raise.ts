import type { Seen } from '../course/look.ts'
import type { Raise } from '../governance/raise.ts'
import type { Risk } from './score.ts'

/** From this score on a case is pointed out; below, the ranked list is enough. Each basis has its own scale. */
const pointedOutAt = { rule: 0.6, model: 0.6 }

/** 可能升级: pointed out once, when the score first lies so high; nothing else follows from it. */
export function riskRaise(seen: Seen, { score, basis, reasons }: Risk, warned: boolean): Raise | null {
  if (warned || score < pointedOutAt[basis]) return null
  return {
    kind: 'risk',
    key: seen.id,
    subject: `${seen.number} ${seen.subject}`,
    facts: {
      score,
      basis,
      horizonHours: 72,
      stage: seen.stage ?? 1,
      hoursOpen: Math.round((seen.signs.ageDays ?? 0) * 24),
      signs: reasons.map(({ sign }) => sign),
    },
    caseIds: [seen.id],
    unitId: seen.unitId,
    firstSeenAt: seen.receivedAt,
  }
}
