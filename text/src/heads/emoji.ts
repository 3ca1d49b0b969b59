import type { EmotionLevel } from '../analysis.ts'
import type { EmotionFloor } from './emotion.ts'

const ofEmoji = new Map<string, EmotionFloor>()
const add = (emoji: string, kind: EmotionFloor['kind'], level: EmotionLevel) => {
  for (const one of emoji.split(' ')) ofEmoji.set(one, { kind, level })
}
add('🤬 🖕 👿 💢 💩 🤮', 'angry', 3)
add('😡 😠 😤 👎 🔪 🤢', 'angry', 2)
add('😭', 'sad', 3)
add('😢 😿 💔 😥 😞 😩 😫', 'sad', 2)
add('😱 😨 😰 😟', 'worried', 2)
add('🙄 😒 😑 😔 🙃 😓', 'disappointed', 1)

/** Who sets three shouts them. */
const shoutedFrom = 3
/** A text of nothing but emoji says after a few what it says. */
const mostLooked = 50

/** What the emoji of a text say (表情符号): the strongest, one level more where feelings stand three times; undefined where none tells. */
export function emojiFloor(text: string): EmotionFloor | undefined {
  let strongest: EmotionFloor | undefined
  let told = 0
  let looked = 0
  // Every emoji of the list is a pair that begins with one of these two: a text without them costs a search by the machine.
  for (const lead of ['\ud83d', '\ud83e'])
    for (let at = text.indexOf(lead); at >= 0 && looked < mostLooked; at = text.indexOf(lead, at + 2), looked++) {
      const found = ofEmoji.get(text.slice(at, at + 2))
      if (!found) continue
      told++
      if (!strongest || found.level > strongest.level) strongest = found
    }
  if (!strongest || told < shoutedFrom) return strongest
  return { ...strongest, level: Math.min(4, strongest.level + 1) as EmotionLevel }
}
