import type { Seen } from '../course/look.ts'
import type { Raise } from '../governance/raise.ts'

const signals = ['regulator', 'media', 'legal', 'safety'] as const

/**
 * 外部曝光: regulator, media, law or safety are named, or the case has been carried outside (stage 5, regulator referral, a social post); told
 * at once, and again when another of them is added.
 * Source: docs/rules/case-warnings.md
 */
export function exposureRaises(seen: Seen, now: Date): Raise[] {
  const { signs, before } = seen
  const found = signals.filter((kind) => (signs[kind] ?? 0) > 0)
  const isOutside = (seen.stage ?? 1) >= 5
  const isReferred = (signs.referred ?? 0) > 0
  const isPost = (signs.social ?? 0) > 0 && (found.length > 0 || (signs.emotion ?? 0) >= 3)
  const isNew =
    found.some((kind) => !before[kind]) ||
    (isOutside && (before.stage ?? 1) < 5) ||
    (isReferred && !before.referred) ||
    (isPost && before.social === undefined)
  if (!isNew) return []
  return [
    {
      kind: 'exposure',
      key: seen.id,
      subject: `${seen.number} ${seen.subject}`,
      facts: {
        // What is not shown is left out: a figure of a rule is met or unknown.
        ...Object.fromEntries(found.map((kind) => [kind, 1])),
        ...(isReferred && { regulator: 1 }),
        ...(isPost && { posts: 1 }),
        stage: seen.stage ?? 1,
        outside: isOutside || isReferred,
        channel: seen.channel,
        signs: [...found],
      },
      caseIds: [seen.id],
      unitId: seen.unitId,
      firstSeenAt: now,
    },
  ]
}
