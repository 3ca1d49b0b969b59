import type { IdeaState } from '@zhiwei/contract'

/** 建议的状态: from which to which. What has ended may be looked at anew. Source: docs/rules/ideas.md */
const after: Record<IdeaState, readonly IdeaState[]> = {
  new: ['looking', 'notDone'],
  looking: ['planned', 'notDone'],
  planned: ['done', 'notDone'],
  done: ['looking'],
  notDone: ['looking'],
}

export const statesAfter = (state: IdeaState): IdeaState[] => [...after[state]]
export const isEnd = (state: IdeaState) => state === 'done' || state === 'notDone'

/** Share of the pairs of characters that two titles have in common (Dice); from here on they are shown as much the same. Our own measure. */
export const alikeAtLeast = 0.4

export function likenessOf(one: readonly string[], other: readonly string[]): number {
  const first = new Set(one)
  const second = new Set(other)
  if (first.size === 0 || second.size === 0) return 0
  return (2 * [...first].filter((pair) => second.has(pair)).length) / (first.size + second.size)
}
