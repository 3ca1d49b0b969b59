/** Many words found in one reading of a text (Trie): linear in the text, whatever the words; no word is walked further than the longest. */
export type Automaton = {
  /** Two numbers a state: the code that leads to the state numbered next (with `branching` when other ways stand in the slots), the word that ends here (−1: none). */
  states: Int32Array
  /** Three numbers a slot: the state, the code that leads on, and to where (0: empty). */
  slots: Int32Array
  mask: number
  /** Three numbers a slot: two codes that words begin with, the state behind them (0: empty), and the word that they are (−1: none). */
  pairs: Int32Array
  pairMask: number
  /** A bit for each of those pairs by its hash: small enough to stay in the cache, and most places of a text begin no word. */
  begun: Uint32Array
  /** A bit for each pair that is a word, and for each three codes that longer words begin with: of the others nothing more is asked. */
  goingOn: Uint32Array
  /** Words of one code: a bit each, and by the code's hash the code and the word after it. */
  alone: Uint32Array
  single: Int32Array
  singleMask: number
}

/** Words of a text, by their number, and where each ends: ascending, longer words first. Good until the next text. */
export type Met = { words: Int32Array; ends: Int32Array; count: number }

const branching = 0x10000
const symbols = 65536
const leastBits = 2 ** 12
const mostBits = 2 ** 18
/** So many bits for each entry: one in eight of the others is taken for one. */
const bitsEach = 8
const bitsFor = (entries: number) =>
  new Uint32Array(Math.max(leastBits, Math.min(mostBits, 2 ** Math.ceil(Math.log2(entries * bitsEach + 1)))) / 32)
const hashOf = (one: number, other: number) => Math.imul(one * 31 + other, 0x9e3779b1) >>> 8
const hashOfThree = (hash: number, third: number) => Math.imul(hash ^ (third * 0x3779), 0x85ebca6b) >>> 8
/** The number of bits is a power of two: a hash is cut to it. */
const setBit = (bits: Uint32Array, hash: number) => {
  bits[(hash >>> 5) & (bits.length - 1)]! |= 1 << (hash & 31)
}
const hasBit = (bits: Uint32Array, hash: number) => ((bits[(hash >>> 5) & (bits.length - 1)] as number) & (1 << (hash & 31))) !== 0

const roomFor = (entries: number) => 2 ** Math.ceil(Math.log2(Math.max(512, entries) * 2))

/** The answer's word numbers are the places in this list. No word twice. */
export function automatonOf(words: readonly string[]): Automaton {
  const edges = words.reduce((sum, word) => sum + word.length, 1)
  const pairs = new Set<string>()
  const threes = new Set<string>()
  for (const word of words) {
    if (word.length < 2) continue
    pairs.add(word.slice(0, 2))
    threes.add(word.slice(0, 3))
  }
  const room = roomFor(words.length)
  const singleRoom = roomFor(words.filter(({ length }) => length === 1).length)
  const pairRoom = roomFor(pairs.size)
  const machine: Automaton = {
    states: new Int32Array((edges + 1) * 2),
    slots: new Int32Array(room * 3),
    mask: room - 1,
    pairs: new Int32Array(pairRoom * 3),
    pairMask: pairRoom - 1,
    begun: bitsFor(pairs.size),
    goingOn: bitsFor(threes.size),
    alone: new Uint32Array(symbols / 32),
    single: new Int32Array(singleRoom * 2),
    singleMask: singleRoom - 1,
  }
  for (let at = 1; at < machine.states.length; at += 2) machine.states[at] = -1
  let states = 1
  // In the order of the alphabet a state's first way leads to the state made next.
  const order = words.map((_, number) => number).sort((one, other) => ((words[one] as string) < (words[other] as string) ? -1 : 1))
  for (const number of order) {
    const word = words[number] as string
    if (word.length === 1) {
      const code = word.charCodeAt(0)
      const slot = singleSlot(machine, code)
      setBit(machine.alone, code)
      machine.single[slot] = code + 1
      machine.single[slot + 1] = number
    }
    if (word.length < 2) continue
    const hash = hashOf(word.charCodeAt(0), word.charCodeAt(1))
    setBit(machine.goingOn, word.length === 2 ? hash : hashOfThree(hash, word.charCodeAt(2)))
    const pair = pairSlot(machine, word.charCodeAt(0), word.charCodeAt(1))
    if (machine.pairs[pair + 1] === 0) machine.pairs.set([pairKey(word.charCodeAt(0), word.charCodeAt(1)), states++, -1], pair)
    setBit(machine.begun, hash)
    if (word.length === 2) machine.pairs[pair + 2] = number
    let state = machine.pairs[pair + 1] as number
    for (let depth = 2; depth < word.length; depth++) {
      const code = word.charCodeAt(depth)
      let to = step(machine, state, code)
      if (to === 0) {
        to = states++
        put(machine, state, code, to)
      }
      state = to
    }
    if (word.length > 2) machine.states[state * 2 + 1] = number
  }
  return { ...machine, states: machine.states.slice(0, states * 2) }
}

/** Where a word of one code stands, or is to stand; 0 is a free place. */
function singleSlot({ single, singleMask }: Automaton, code: number): number {
  let slot = code & singleMask
  while (single[slot * 2] !== code + 1 && single[slot * 2] !== 0) slot = (slot + 1) & singleMask
  return slot * 2
}

const pairKey = (code: number, next: number) => (code << 16) | next

/** Where two codes stand among the pairs, or are to stand. */
function pairSlot({ pairs, pairMask }: Automaton, code: number, next: number): number {
  const key = pairKey(code, next)
  let slot = hashOf(code, next) & pairMask
  while (pairs[slot * 3 + 1] !== 0 && pairs[slot * 3] !== key) slot = (slot + 1) & pairMask
  return slot * 3
}

/** The state after one more code, or 0 where no word goes on so. */
function step({ states, slots, mask }: Automaton, state: number, code: number): number {
  const way = states[state * 2] as number
  if ((way & 0xffff) === code && way !== 0) return state + 1
  if (way < branching) return 0
  for (let slot = hashOf(state, code) & mask; slots[slot * 3 + 2] !== 0; slot = (slot + 1) & mask)
    if (slots[slot * 3] === state && slots[slot * 3 + 1] === code) return slots[slot * 3 + 2] as number
  return 0
}

function put({ states, slots, mask }: Automaton, state: number, code: number, to: number) {
  const way = states[state * 2] as number
  if (to === state + 1) {
    states[state * 2] = code
    return
  }
  let slot = hashOf(state, code) & mask
  while (slots[slot * 3 + 2] !== 0) slot = (slot + 1) & mask
  slots.set([state, code, to], slot * 3)
  states[state * 2] = way | branching
}

// The walks under way: the state each has reached and where it began; and the words met, the last met at each place first.
let reached = new Int32Array(1024)
let began = new Int32Array(1024)
let lastAt = new Int32Array(1024)
let word = new Int32Array(1024)
let metBefore = new Int32Array(1024)
let met = 0
const answer: Met = { words: new Int32Array(1024), ends: new Int32Array(1024), count: 0 }

/** Every word that ends at each place. All places are walked side by side, a code at a time: none waits for the memory another asks. */
export function scan(machine: Automaton, codes: Uint16Array, length: number): Met {
  const { states, pairs, begun, goingOn, alone, single } = machine
  if (began.length <= length) {
    reached = new Int32Array(length * 2)
    began = new Int32Array(length * 2)
    lastAt = new Int32Array(length * 2)
  }
  lastAt.fill(0, 0, length + 1)
  met = 0
  // Bit 0: longer words begin so.
  let walks = 0
  for (let place = 0; place < length; place++) {
    const code = codes[place] as number
    if (hasBit(alone, code)) note(single[singleSlot(machine, code) + 1] as number, place + 1)
    if (place + 1 >= length) continue
    const hash = hashOf(code, codes[place + 1] as number)
    if (!hasBit(begun, hash)) continue
    const longer = place + 2 < length && hasBit(goingOn, hashOfThree(hash, codes[place + 2] as number))
    if (longer || hasBit(goingOn, hash)) began[walks++] = place * 2 + (longer ? 1 : 0)
  }
  let going = 0
  for (let walk = 0; walk < walks; walk++) {
    const place = (began[walk] as number) >> 1
    const pair = pairSlot(machine, codes[place] as number, codes[place + 1] as number)
    const state = pairs[pair + 1] as number
    if (state === 0) continue
    const word = pairs[pair + 2] as number
    if (word >= 0) note(word, place + 2)
    if (((began[walk] as number) & 1) === 0) continue
    reached[going] = state
    began[going++] = place
  }
  for (let depth = 2; going > 0; depth++) {
    walks = going
    going = 0
    for (let walk = 0; walk < walks; walk++) {
      const place = began[walk] as number
      if (place + depth >= length) continue
      const to = step(machine, reached[walk] as number, codes[place + depth] as number)
      if (to === 0) continue
      const end = states[to * 2 + 1] as number
      if (end >= 0) note(end, place + depth + 1)
      if (states[to * 2] === 0) continue
      reached[going] = to
      began[going++] = place
    }
  }
  return byPlace(length)
}

function note(number: number, end: number) {
  if (met + 1 >= word.length) {
    word = doubled(word)
    metBefore = doubled(metBefore)
  }
  // 0 stands for none.
  word[++met] = number
  metBefore[met] = lastAt[end] as number
  lastAt[end] = met
}

function byPlace(length: number): Met {
  if (answer.words.length < met) {
    answer.words = new Int32Array(word.length)
    answer.ends = new Int32Array(word.length)
  }
  const { words, ends } = answer
  let count = 0
  for (let end = 1; end <= length; end++)
    for (let at = lastAt[end] as number; at !== 0; at = metBefore[at] as number) {
      words[count] = word[at] as number
      ends[count++] = end
    }
  answer.count = count
  return answer
}

function doubled(list: Int32Array<ArrayBuffer>) {
  const larger = new Int32Array(list.length * 2)
  larger.set(list)
  return larger
}
