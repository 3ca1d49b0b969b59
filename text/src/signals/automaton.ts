/** Many words found in one pass over a text (Aho-Corasick): linear in the text, whatever the words. */
export type Automaton = {
  /**
   * Four numbers a state, side by side in memory: the code that leads to the state numbered next (with `branching` when other ways stand in the
   * slots), the state to fall back to, the word that ends here (−1: none) and the next shorter state in which one ends.
   */
  states: Int32Array
  /** Three numbers a slot: the state, the code that leads on, and to where (0: empty). */
  slots: Int32Array
  mask: number
  first: Int32Array
  /** A bit for each pair of codes that words begin with, by its hash, and for each code that is a word: small enough to stay in the cache. */
  pairs: Uint32Array
  alone: Uint32Array
}

const size = 4
const [fallBack, ends, shorter] = [1, 2, 3]
const branching = 0x10000

const symbols = 65536
const pairBits = 2 ** 17
const pairOf = (code: number, next: number) => (Math.imul(code * 31 + next, 0x9e3779b1) >>> 8) & (pairBits - 1)
const setBit = (bits: Uint32Array, at: number) => {
  bits[at >> 5] = (bits[at >> 5] as number) | (1 << (at & 31))
}
const hasBit = (bits: Uint32Array, at: number) => ((bits[at >> 5] as number) & (1 << (at & 31))) !== 0
const hashOf = (state: number, code: number) => Math.imul(state * 31 + code, 0x9e3779b1) >>> 8

/** The answer's word numbers are the places in this list. No word twice. */
export function automatonOf(words: readonly string[]): Automaton {
  const edges = words.reduce((sum, word) => sum + word.length, 1)
  let room = 1024
  while (room < words.length * 3) room *= 2
  const machine: Automaton = {
    states: new Int32Array((edges + 1) * size),
    slots: new Int32Array(room * 3),
    mask: room - 1,
    first: new Int32Array(symbols),
    pairs: new Uint32Array(pairBits / 32),
    alone: new Uint32Array(symbols / 32),
  }
  for (const word of words)
    if (word.length > 1) setBit(machine.pairs, pairOf(word.charCodeAt(0), word.charCodeAt(1)))
    else if (word.length === 1) setBit(machine.alone, word.charCodeAt(0))
  for (let at = ends; at < machine.states.length; at += size) machine.states[at] = -1
  const parents = new Int32Array(edges + 1)
  const labels = new Int32Array(edges + 1)
  const depths: number[][] = []
  let states = 1
  // In the order of the alphabet a state's first way leads to the state made next.
  const order = words.map((_, number) => number).sort((one, other) => ((words[one] as string) < (words[other] as string) ? -1 : 1))
  for (const number of order) {
    const word = words[number] as string
    let state = 0
    for (let depth = 0; depth < word.length; depth++) {
      const code = word.charCodeAt(depth)
      let to = step(machine, state, code)
      if (to === 0) {
        to = states++
        put(machine, state, code, to)
        parents[to] = state
        labels[to] = code
        const layer = depths[depth] ?? []
        depths[depth] = layer
        layer.push(to)
      }
      state = to
    }
    if (state !== 0) machine.states[state * size + ends] = number
  }
  for (const layer of depths) for (const state of layer) linkFailure(machine, state, parents[state] as number, labels[state] as number)
  return machine
}

function linkFailure(machine: Automaton, state: number, parent: number, code: number) {
  if (parent === 0) return
  const { states } = machine
  let back = states[parent * size + fallBack] as number
  let to = step(machine, back, code)
  while (to === 0 && back !== 0) {
    back = states[back * size + fallBack] as number
    to = step(machine, back, code)
  }
  states[state * size + fallBack] = to
  // Where the next shorter word that ends here is found, without walking states that end none.
  states[state * size + shorter] = (states[to * size + ends] as number) >= 0 ? to : (states[to * size + shorter] as number)
}

/** The state after one more code, or 0 where no word goes on so. */
function step({ states, slots, mask, first }: Automaton, state: number, code: number): number {
  if (state === 0) return first[code] as number
  const way = states[state * size] as number
  if ((way & 0xffff) === code) return state + 1
  if (way < branching) return 0
  for (let slot = hashOf(state, code) & mask; slots[slot * 3 + 2] !== 0; slot = (slot + 1) & mask)
    if (slots[slot * 3] === state && slots[slot * 3 + 1] === code) return slots[slot * 3 + 2] as number
  return 0
}

function put({ states, slots, mask, first }: Automaton, state: number, code: number, to: number) {
  if (state === 0) {
    first[code] = to
    return
  }
  if (to === state + 1) {
    states[state * size] = (states[state * size] as number) | code
    return
  }
  let slot = hashOf(state, code) & mask
  while (slots[slot * 3 + 2] !== 0) slot = (slot + 1) & mask
  slots.set([state, code, to], slot * 3)
  states[state * size] = (states[state * size] as number) | branching
}

/** Calls `found(word, end)` for every word that ends at each place, places ascending, longer words first. */
export function scan(machine: Automaton, codes: Uint16Array, length: number, found: (word: number, end: number) => void) {
  const { states, first, pairs, alone } = machine
  let state = 0
  for (let place = 0; place < length; place++) {
    const code = codes[place] as number
    let to = 0
    while (state !== 0) {
      to = step(machine, state, code)
      if (to !== 0) break
      state = states[state * size + fallBack] as number
    }
    // Most places begin no word, and then none of the large tables is asked.
    let goesOn = true
    if (to === 0) {
      goesOn = place + 1 < length && hasBit(pairs, pairOf(code, codes[place + 1] as number))
      if (!goesOn && !hasBit(alone, code)) continue
      to = first[code] as number
      if (to === 0) continue
    }
    const word = states[to * size + ends] as number
    if (word >= 0) found(word, place + 1)
    for (let end = states[to * size + shorter] as number; end !== 0; end = states[end * size + shorter] as number)
      found(states[end * size + ends] as number, place + 1)
    state = goesOn ? to : 0
  }
}
