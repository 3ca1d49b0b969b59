import type { Profile } from './profile.ts'
import type { Rarity } from './rarity.ts'
import { dot } from './reading.ts'

/**
 * Two topics, or a topic and a message, tell one matter when their sums point the same way by `alike` (cosine) and two messages of them
 * taken by chance have `mean` in common. In a large topic the matter is sure, and each tells it in another way. Less is enough where
 * both subjects have a name that is nearly theirs alone. Chosen on the messages of January to May, see docs/rules/topics.md
 */
const few = { alike: 0.28, mean: 0.2 }
const between = { alike: 0.3, mean: 0.22 }
const many = { alike: 0.2, mean: 0.06 }
const named = { alike: 0.14, mean: 0.1, manyMean: 0.05 }
const manyMessages = 20
/** Of all subjects with that name so many are of the two. */
const ownShare = 0.5
/** Of either's subjects so many have the name. */
const nameShare = 0.5
/** A name counts like so much more likeness where several topics would take a message. */
const nameBonus = 0.1

/** Pairs of profiles below cannot be of one matter. */
export const leastAlike = named.alike

/** How strongly the two are drawn to each other; nothing where they tell two matters. */
export function kinshipOf(a: Profile, b: Profile, rarity: Rarity, product = dot(a.sum, b.sum)): number {
  const alike = product / (a.length * b.length || 1)
  const mean = product / (a.messages * b.messages)
  if (alike < named.alike) return 0
  const large = Math.max(a.messages, b.messages) >= manyMessages
  const needed = large ? many : Math.min(a.messages, b.messages) > 1 ? between : few
  if (alike >= needed.alike && mean >= needed.mean) return sharePlace(a, b) ? alike : 0
  if (mean < (large ? named.manyMean : named.mean)) return 0
  return shareName(a, b, rarity) ? alike + nameBonus : 0
}

/** False only where both name places and not one of them is in the other. */
function sharePlace(a: Profile, b: Profile): boolean {
  if (a.isPlaceless || b.isPlaceless) return true
  const [fewer, more] = a.places.size <= b.places.size ? [a.places, b.places] : [b.places, a.places]
  for (const place of fewer) if (more.has(place)) return true
  return false
}

function shareName(a: Profile, b: Profile, rarity: Rarity): boolean {
  const [fewer, more] = a.names.size <= b.names.size ? [a, b] : [b, a]
  for (const [name, count] of fewer.names) {
    const other = more.names.get(name)
    if (!other || count < fewer.messages * nameShare || other < more.messages * nameShare) continue
    if ((count + other) / Math.max(2, rarity.countOf(name)) >= ownShare) return true
  }
  return false
}
