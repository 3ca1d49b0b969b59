import type { TextAnalysisInput } from '@zhiwei/contract'
import { isDialogue, type Turn, turnsOf } from './dialogue.ts'

/** Limits of the contract's TextAnalysisInput. */
export const mostCharacters = 20_000
export const mostTurns = 500
export const mostOfDialogue = 200_000

export type Mode = 'text' | 'dialogue'
/** What is analysed and marked: the same strings, so that places fit. */
export type LabInput = { mode: Mode; turns: Turn[] }
export type Trouble = { words: 'tooLong' | 'tooManyTurns' | 'turnTooLong'; shown: number; most: number }

/** The server cleans what comes in from outside; cleaned here first, its places hold for what is shown. */
const clean = (text: string) => text.toWellFormed().replaceAll('\0', '\uFFFD').replaceAll('\r\n', '\n').normalize('NFC')

/** @param chosen what the person wants it taken for; undefined: as it looks */
export function labInputOf(text: string, chosen: Mode | undefined): LabInput {
  const words = clean(text)
  const mode = chosen ?? (isDialogue(words) ? 'dialogue' : 'text')
  return { mode, turns: mode === 'dialogue' ? turnsOf(words) : [{ by: 'customer', text: words }] }
}

export function troubleOf({ mode, turns }: LabInput): Trouble | null {
  const lengths = turns.map(({ text }) => text.length)
  const most = mode === 'dialogue' ? mostOfDialogue : mostCharacters
  const shown = lengths.reduce((sum, length) => sum + length, 0)
  if (shown > most) return { words: 'tooLong', shown, most }
  if (turns.length > mostTurns) return { words: 'tooManyTurns', shown: turns.length, most: mostTurns }
  const longest = Math.max(0, ...lengths)
  return longest > mostCharacters ? { words: 'turnTooLong', shown: longest, most: mostCharacters } : null
}

export const requestOf = ({ mode, turns }: LabInput): TextAnalysisInput =>
  mode === 'dialogue' ? { turns } : { text: turns[0]?.text ?? '' }
