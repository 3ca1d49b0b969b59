import type { SignalKind } from '../analysis.ts'
import type { Compiled, Condition, ListName } from './compile.ts'
import { type Folded, isDigit, isLatin } from './fold.ts'
import { covers, holds, isMet, type Matches } from './matches.ts'
import type { Tense } from './rule.ts'

type Place = { compiled: Compiled; matches: Matches; folded: Folded; index: number; start: number; end: number }

const near = (
  { compiled, matches, folded, index, start, end }: Place,
  list: ListName,
  side: Condition['side'],
  within: number,
  clause: boolean,
) =>
  isMet(matches, compiled.lists[list]) && holds({ sorts: compiled.lists[list], side, within, clause }, matches, folded, index, start, end)

/** Denied by the words just before it (没有, 不会去, not going to): no signal. 不得不 and 要不是 deny nothing. */
export function isDenied(place: Place): boolean {
  const { compiled, matches, folded, index, start } = place
  if (!isMet(matches, compiled.lists.denied)) return false
  const denied = compiled.lists.denied.of
  const latin = (folded.codes[start] as number) < 128
  for (let other = index; other >= 0; other--) {
    const end = matches.end[other] as number
    if (end < start - (latin ? 24 : 4)) return false
    if (end > start || !denied[matches.sort[other] as number]) continue
    const from = matches.start[other] as number
    if (folded.clause[from] !== folded.clause[start]) return false
    if (!covers(compiled.lists.notDenied, matches, other, from, end)) return true
  }
  return false
}

/** A message of up to so many folded characters comes to the point; what is longer tells a story, in which authorities and courts are met. */
const longestMessage = 80

/** In a story 广大业主, 邻里 and 周边居民 are the people of the place; a crowd (群体) they are where they act: 维权, 联名, 一起去. */
export function isBareCrowd(place: Place): boolean {
  const { compiled, matches, folded, index, start, end } = place
  const acts = compiled.lists.together
  return folded.length > longestMessage && !near(place, 'together', 'around', 16, false) && !covers(acts, matches, index, start, end)
}

/**
 * Is going outside announced? The bare name of an authority or court (难道有关部门只是在找借口, 法院已判决) tells nothing, nor does a letter
 * that asks it for help (希望有关部门处理): somebody must turn to it (投诉, 举报, 找 …) and say so of what is to come, or to the company's face.
 */
function isAnnounced(place: Place, kind: SignalKind): boolean {
  const { compiled, matches, folded, index, start, end } = place
  const { lists } = compiled
  const isHotline = isDigit(folded.codes[start] as number)
  const isStory = folded.length > longestMessage
  const turns = (list: ListName, side: Condition['side'], within: number) =>
    near(place, list, side, within, true) || covers(lists[list], matches, index, start, end)
  if (kind === 'regulator') {
    if (near(place, 'plea', 'before', 5, true) || covers(lists.plea, matches, index, start, end)) return false
    if (!isHotline && !turns('outward', 'around', 8) && !turns('outwardNear', 'before', 1)) return false
  }
  if (!isStory) return true
  if (kind === 'crowd' && isBareCrowd(place)) return false
  return (
    turns('futureStrong', 'before', 16) ||
    turns('futureStrong', 'after', 6) ||
    near(place, 'ultimatum', 'before', 16, false) ||
    turns('planned', 'before', 4) ||
    turns('toYourFace', 'around', 12)
  )
}

/**
 * 时态: a going outside is announced (threat), has happened (done), or is only spoken of (mention). The words in the same clause decide:
 * 已经 and 打过 against 再不 … 就 and 准备; without any, the rule's own tense.
 */
export function tenseOf(place: Place, usual: Tense, kind: SignalKind): Tense {
  const tense = tenseByWords(place, usual)
  return tense === 'threat' && !isLatin(place.folded.codes[place.start] as number) && !isAnnounced(place, kind) ? 'mention' : tense
}

function tenseByWords(place: Place, usual: Tense): Tense {
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
