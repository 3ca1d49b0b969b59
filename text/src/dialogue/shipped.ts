import { existsSync, readFileSync } from 'node:fs'
import type { Judge } from './judge.ts'
import type { Tone } from './tone.ts'
import { readToneFile } from './tone-file.ts'

const folder = new URL('../../models/', import.meta.url)
let tone: Tone | null = null
let judge: Judge | null = null

/** The tone model that is shipped; undefined when its file is not there. */
export function shippedTone(): Tone | undefined {
  const file = new URL('tone.bin', folder)
  if (!tone && existsSync(file)) tone = readToneFile(readFileSync(file))
  return tone ?? undefined
}

/** What `satisfactionOf` needs, read once. @throws Error when the files are not there */
export function shippedDialogue(): { tone: Tone; judge: Judge } {
  judge ??= JSON.parse(readFileSync(new URL('dialogue.json', folder), 'utf8')) as Judge
  const shipped = shippedTone()
  if (!shipped) throw new Error('The file tone.bin is missing: node text/src/dialogue/train-shipped.ts makes it')
  return { tone: shipped, judge }
}
