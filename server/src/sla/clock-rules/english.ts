import type { ClockRule } from './clock-rule.ts'
import english from './shipped-english.json' with { type: 'json' }

const words = new Map(Object.entries(english))
const said = (chinese: string) => words.get(chinese) ?? chinese

/** What a shipped rule says beside its names, for who reads English; names of laws in Latin letters stay. */
export const englishOf = ({ startsText, source, note }: ClockRule) => ({
  startsText: said(startsText),
  source: said(source),
  note: said(note),
})
