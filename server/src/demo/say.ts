import type { Random } from './random.ts'

export type Slots = Record<string, string>

/** Fills a template: `{slot}` by its words, `[one|other]` by one of them; innermost brackets first. */
export function say(random: Random, templates: readonly string[] | string, slots: Slots = {}): string {
  let text = typeof templates === 'string' ? templates : random.pick(templates)
  for (let found = true; found; ) {
    found = false
    text = text.replace(/\[([^[\]]*)\]/, (_whole, choices: string) => {
      found = true
      return random.pick(choices.split('|'))
    })
  }
  return text.replace(/\{(\w+)\}/g, (_whole, slot: string) => {
    const words = slots[slot]
    if (words === undefined) throw new Error(`no words for {${slot}} in: ${text}`)
    return words
  })
}

/** Remembers every text, so that none is told twice by accident. */
export function textsOnce() {
  const told = new Set<string>()
  const tries = 12
  const fresh = (text: string) => {
    if (told.has(text)) return false
    told.add(text)
    return true
  }
  /** Tells until the text is new; `apart` (a time, a number) sets it apart when the words run out. Nothing said stays nothing. */
  return (tell: () => string, apart: (again: number) => string): string => {
    let text = tell()
    if (text === '') return ''
    for (let at = 0; at < tries; at++) {
      if (fresh(text)) return text
      text = tell() || text
    }
    for (let again = 0; ; again++) {
      const other = `${text}${apart(again)}`
      if (fresh(other)) return other
    }
  }
}
