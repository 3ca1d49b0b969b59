import type { Priority, PriorityFact, PriorityScheme, Severity, Signal } from '@zhiwei/contract'
import type { StageLevel } from '@zhiwei/text'

export type ProposedPriority = { proposed: Priority; reasons: { fact: PriorityFact; points: number }[] }

/** 公司默认, until an administrator sets another: bands run downwards; below the last one the priority is low. */
export const startingScheme: PriorityScheme = {
  points: {
    'severity.major': 15,
    'severity.serious': 35,
    'severity.critical': 60,
    'stage.3': 10,
    'stage.4': 20,
    'stage.5': 30,
    regulatorReferral: 35,
    selfHarm: 60,
    safety: 30,
    crowd: 15,
    media: 10,
    regulator: 10,
    legal: 10,
    vulnerable: 15,
    deadline: 5,
    repeat: 15,
    noComplaint: -10,
  },
  bands: [
    { atLeast: 60, priority: 'critical' },
    { atLeast: 25, priority: 'high' },
    { atLeast: 0, priority: 'normal' },
  ],
}

type PriorityFacts = { severity: Severity; stage: number; signals: Signal[]; isReferred: boolean; isRepeat: boolean }

/** What of a case counts towards its priority. */
export const priorityFactsOf = ({ severity, stage, signals, isReferred, isRepeat }: PriorityFacts): PriorityFact[] => [
  `severity.${severity}`,
  `stage.${stage as StageLevel}`,
  ...signals,
  ...(isReferred ? ['regulatorReferral' as const] : []),
  ...(isRepeat ? ['repeat' as const] : []),
]

/** 优先级: adds the points of the facts and takes the first band reached. Source: docs/rules/priority.md */
export function priorityOf(facts: PriorityFact[], scheme: PriorityScheme = startingScheme): ProposedPriority {
  const reasons = [...new Set(facts)].flatMap((fact) => {
    const points = scheme.points[fact]
    return points === undefined ? [] : [{ fact, points }]
  })
  const sum = reasons.reduce((total, { points }) => total + points, 0)
  return { proposed: scheme.bands.find((band) => sum >= band.atLeast)?.priority ?? 'low', reasons }
}
