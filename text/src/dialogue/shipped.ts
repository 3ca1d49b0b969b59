import { existsSync, readFileSync } from 'node:fs'
import type { Tone } from './tone.ts'
import { readToneFile } from './tone-file.ts'

const folder = new URL('../../models/', import.meta.url)
let tone: Tone | null = null

/** The tone model that is shipped; undefined when its file is not there. */
export function shippedTone(): Tone | undefined {
  const file = new URL('tone.bin', folder)
  if (!tone && existsSync(file)) tone = readToneFile(readFileSync(file))
  return tone ?? undefined
}
