import { seededRandom } from '../linear/random.ts'

/** Variants of a text that tell the same matter, as the same person or another one would write it again. */

const common = Array.from(
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经',
)

/** Every so many characters one is another, missing, too many, or changed places with the next; at least one in the text. */
export function mistyped(text: string, ratio: number, seed: number): string {
  const random = seededRandom(seed)
  const characters = Array.from(text)
  const slips = Math.max(1, Math.round(characters.length * ratio))
  for (let slip = 0; slip < slips; slip++) {
    const at = Math.floor(random() * characters.length)
    const other = common[Math.floor(random() * common.length)] ?? '的'
    const kind = random()
    if (kind < 0.4) characters[at] = other
    else if (kind < 0.6) characters.splice(at, 1)
    else if (kind < 0.8) characters.splice(at, 0, other)
    else characters.splice(at, 2, ...characters.slice(at, at + 2).reverse())
  }
  return characters.join('')
}

const halfWidth: Record<string, string> = { '，': ',', '。': '.', '！': '!!', '？': '?', '；': ';', '：': ':' }

/** Without punctuation, with half-width marks, or with any other marks. */
export function repunctuated(text: string, seed: number): string {
  const random = seededRandom(seed)
  const kind = Math.floor(random() * 3)
  if (kind === 0) return text.replace(/[\p{P}\p{S}\s]/gu, '')
  return text.replace(/[，。！？；：]/g, (mark) =>
    kind === 1 ? (halfWidth[mark] ?? ' ') : ([' ', '！', '，'][Math.floor(random() * 3)] ?? ' '),
  )
}

/** One to three pairs of clauses change places. */
export function withClausesMoved(text: string, seed: number): string {
  const random = seededRandom(seed)
  const clauses = text.split(/(?<=[，。！？；,!?;\n])/u).filter(Boolean)
  const moves = 1 + Math.floor(random() * 3)
  for (let move = 0; move < moves; move++) {
    const [a, b] = [Math.floor(random() * clauses.length), Math.floor(random() * clauses.length)]
    const moved = clauses[a] ?? ''
    clauses[a] = clauses[b] ?? ''
    clauses[b] = moved
  }
  return clauses.join('')
}
