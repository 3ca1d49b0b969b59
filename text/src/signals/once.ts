import type { Folded } from './fold.ts'

/** What several heads ask of a text, read once: the answer stays until another text is folded. Not to be changed by who asks. */
export function onceAText<Answer>(read: (folded: Folded) => Answer): (folded: Folded) => Answer {
  let last: { folded: Folded; answer: Answer } | undefined
  return (folded) => {
    if (last?.folded !== folded) last = { folded, answer: read(folded) }
    return last.answer
  }
}
