/** Many words found in one pass over a text (Aho-Corasick): linear in the text, whatever the words. */
export type Automaton = {
  /** The code that leads from a state to the one numbered next; the other ways of a state stand in the slots. */
  way: Uint16Array
  branches: Uint8Array
  slots: Int32Array
  states: Int32Array
  codes: Uint16Array
  mask: number
  first: Int32Array
  fail: Int32Array
  word: Int32Array
  next: Int32Array
}

const symbols = 65536
const hashOf = (state: number, code: number) => Math.imul(state * 31 + code, 0x9e3779b1) >>> 8

/** The answer's word numbers are the places in this list. No word twice. */
export function automatonOf(words: readonly string[]): Automaton {
  const edges = words.reduce((sum, word) => sum + word.length, 1)
  let size = 1024
  while (size < words.length * 3) size *= 2
  const machine: Automaton = {
    way: new Uint16Array(edges + 1),
    branches: new Uint8Array(edges + 1),
    slots: new Int32Array(size),
    states: new Int32Array(size),
    codes: new Uint16Array(size),
    mask: size - 1,
    first: new Int32Array(symbols),
    fail: new Int32Array(edges + 1),
    word: new Int32Array(edges + 1).fill(-1),
    next: new Int32Array(edges + 1),
  }
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
    if (state !== 0) machine.word[state] = number
  }
  for (const layer of depths) for (const state of layer) linkFailure(machine, state, parents[state] as number, labels[state] as number)
  return machine
}

function linkFailure(machine: Automaton, state: number, parent: number, code: number) {
  if (parent === 0) return
  let back = machine.fail[parent] as number
  let to = step(machine, back, code)
  while (to === 0 && back !== 0) {
    back = machine.fail[back] as number
    to = step(machine, back, code)
  }
  machine.fail[state] = to
  // Where the next shorter word that ends here is found, without walking states that end none.
  machine.next[state] = (machine.word[to] as number) >= 0 ? to : (machine.next[to] as number)
}

/** The state after one more code, or 0 where no word goes on so. */
function step(machine: Automaton, state: number, code: number): number {
  if (state === 0) return machine.first[code] as number
  if (machine.way[state] === code) return state + 1
  if (machine.branches[state] === 0) return 0
  for (let slot = hashOf(state, code) & machine.mask; machine.slots[slot] !== 0; slot = (slot + 1) & machine.mask)
    if (machine.states[slot] === state && machine.codes[slot] === code) return machine.slots[slot] as number
  return 0
}

function put(machine: Automaton, state: number, code: number, to: number) {
  if (state === 0) {
    machine.first[code] = to
    return
  }
  if (to === state + 1) {
    machine.way[state] = code
    return
  }
  let slot = hashOf(state, code) & machine.mask
  while (machine.slots[slot] !== 0) slot = (slot + 1) & machine.mask
  machine.states[slot] = state
  machine.codes[slot] = code
  machine.slots[slot] = to
  machine.branches[state] = 1
}

/** Calls `found(word, end)` for every word that ends at each place, places ascending, longer words first. */
export function scan(machine: Automaton, codes: Uint16Array, length: number, found: (word: number, end: number) => void) {
  let state = 0
  for (let place = 0; place < length; place++) {
    const code = codes[place] as number
    let to = step(machine, state, code)
    while (to === 0 && state !== 0) {
      state = machine.fail[state] as number
      to = step(machine, state, code)
    }
    state = to
    if (state === 0) continue
    if ((machine.word[state] as number) >= 0) found(machine.word[state] as number, place + 1)
    for (let end = machine.next[state] as number; end !== 0; end = machine.next[end] as number)
      found(machine.word[end] as number, place + 1)
  }
}
