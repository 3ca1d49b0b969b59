/** Many words found in one pass over a text (Aho-Corasick): linear in the text, whatever the words. */
export type Automaton = {
  slots: Int32Array
  keys: Int32Array
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
  while (size < edges * 3) size *= 2
  const machine: Automaton = {
    slots: new Int32Array(size),
    keys: new Int32Array(size).fill(-1),
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
  for (const [number, word] of words.entries()) {
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
  const key = (state << 16) | code
  let slot = hashOf(state, code) & machine.mask
  while (machine.keys[slot] !== -1) {
    if (machine.keys[slot] === key) return machine.slots[slot] as number
    slot = (slot + 1) & machine.mask
  }
  return 0
}

function put(machine: Automaton, state: number, code: number, to: number) {
  if (state === 0) {
    machine.first[code] = to
    return
  }
  let slot = hashOf(state, code) & machine.mask
  while (machine.keys[slot] !== -1) slot = (slot + 1) & machine.mask
  machine.keys[slot] = (state << 16) | code
  machine.slots[slot] = to
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
