import type { FollowUpRule, ProcessStep } from '@zhiwei/contract'

export type Part = 'when' | 'inOrder' | 'who' | 'fields' | 'limit' | 'guidance'
export const parts: Part[] = ['when', 'inOrder', 'who', 'fields', 'limit', 'guidance']
type Difference = 'same' | 'added' | 'removed' | 'changed' | 'moved'
export type StepPair = { act: string; before: ProcessStep | null; after: ProcessStep | null; difference: Difference; changed: Part[] }

/** Two versions step by step: those of the later one in its order, each removed one where it stood. */
export function pairsOf(before: readonly ProcessStep[], after: readonly ProcessStep[]): StepPair[] {
  const pairs = after.map((step): StepPair => pairOf(before.find(({ act }) => act === step.act) ?? null, step, before, after))
  before.forEach((step, index) => {
    if (after.some(({ act }) => act === step.act)) return
    const previous = before.slice(0, index).findLast(({ act }) => pairs.some((pair) => pair.act === act))
    const at = previous ? pairs.findIndex(({ act }) => act === previous.act) + 1 : 0
    pairs.splice(at, 0, { act: step.act, before: step, after: null, difference: 'removed', changed: [] })
  })
  return pairs
}

function pairOf(before: ProcessStep | null, after: ProcessStep, all: readonly ProcessStep[], others: readonly ProcessStep[]): StepPair {
  const { act } = after
  if (!before) return { act, before, after, difference: 'added', changed: [] }
  const changed = parts.filter((part) => textOf(before, part) !== textOf(after, part))
  if (changed.length > 0) return { act, before, after, difference: 'changed', changed }
  return { act, before, after, difference: isMoved(act, all, others) ? 'moved' : 'same', changed }
}

const textOf = (step: ProcessStep, part: Part) => JSON.stringify(step[part] ?? null)

/** Another step follows it than before, of the steps that both have. */
function isMoved(act: string, before: readonly ProcessStep[], after: readonly ProcessStep[]): boolean {
  const shared = (steps: readonly ProcessStep[], others: readonly ProcessStep[]) =>
    steps.map((step) => step.act).filter((one) => others.some((other) => other.act === one))
  const [one, other] = [shared(before, after), shared(after, before)]
  return one.indexOf(act as never) !== other.indexOf(act as never)
}

export const sameRule = (one: FollowUpRule, other: FollowUpRule) =>
  one.exemption === other.exemption && (one.exemption !== 'afterTries' || one.tries === other.tries)
