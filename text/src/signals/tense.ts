import type { Compiled, Condition, ListName } from './compile.ts'
import type { Folded } from './fold.ts'
import { covers, holds, type Matches } from './matches.ts'
import type { Tense } from './rule.ts'

type Place = { compiled: Compiled; matches: Matches; folded: Folded; index: number; start: number; end: number }

const near = (
  { compiled, matches, folded, index, start, end }: Place,
  list: ListName,
  side: Condition['side'],
  within: number,
  clause: boolean,
) => holds({ words: compiled.lists[list], side, within, clause }, matches, folded, index, start, end)

/** Denied by the words just before it (没有, 不会去, not going to): no signal. 不得不 and 要不是 deny nothing. */
export function isDenied(place: Place): boolean {
  const { compiled, matches, folded, index, start } = place
  const words = compiled.lists.denied
  const latin = (folded.codes[start] as number) < 128
  for (let other = index; other >= 0; other--) {
    const end = matches.end[other] as number
    if (end < start - (latin ? 24 : 4)) return false
    if (end > start || !words[matches.word[other] as number]) continue
    const from = matches.start[other] as number
    if (folded.clause[from] !== folded.clause[start]) return false
    if (!covers(compiled.lists.notDenied, matches, other, from, end)) return true
  }
  return false
}

/**
 * 时态: a going outside is announced (threat), has happened (done), or is only spoken of (mention). The words in the same clause decide:
 * 已经 and 打过 against 再不 … 就 and 准备; without any, the rule's own tense.
 */
export function tenseOf(place: Place, usual: Tense): Tense {
  const latin = (place.folded.codes[place.start] as number) < 128
  const reach = latin ? 4 : 1
  const done = near(place, 'doneStrong', 'before', 10 * reach, true) || near(place, 'doneStrong', 'after', 10 * reach, true)
  const planned = near(place, 'planned', 'before', 3 * reach, true)
  if (done && !planned) return 'done'
  if (near(place, 'futureStrong', 'before', 16 * reach, false) || near(place, 'futureStrong', 'after', 6 * reach, true)) return 'threat'
  if (done) return 'done'
  if (near(place, 'doneWeak', 'before', 6 * reach, true) || near(place, 'doneWeak', 'after', 6 * reach, true)) return 'done'
  if (near(place, 'ask', 'around', 8 * reach, true)) return 'mention'
  if (near(place, 'future', 'before', 3 * reach, true)) return 'threat'
  return usual
}
