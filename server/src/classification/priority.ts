import type { Priority, Severity, Signal } from '@zhiwei/contract'

export type PriorityFact = `severity.${Severity}` | `stage.${1 | 2 | 3 | 4 | 5}` | Signal | 'regulatorReferral' | 'repeat' | 'noComplaint'
export type PriorityScheme = { points: Partial<Record<PriorityFact, number>>; bands: { atLeast: number; priority: Priority }[] }
export type ProposedPriority = { proposed: Priority; reasons: { fact: PriorityFact; points: number }[] }

/** 公司默认: bands run downwards; below the last one the priority is low. */
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

/** 优先级: adds the points of the facts and takes the first band reached. Source: docs/rules/priority.md */
export function priorityOf(facts: PriorityFact[], scheme: PriorityScheme = startingScheme): ProposedPriority {
  const reasons = [...new Set(facts)].flatMap((fact) => {
    const points = scheme.points[fact]
    return points === undefined ? [] : [{ fact, points }]
  })
  const sum = reasons.reduce((total, { points }) => total + points, 0)
  return { proposed: scheme.bands.find((band) => sum >= band.atLeast)?.priority ?? 'low', reasons }
}
