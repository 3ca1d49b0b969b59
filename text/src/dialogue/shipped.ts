import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { featuresOf } from '../features/ngrams.ts'
import { probabilitiesOf } from '../linear/model.ts'
import { modelsFolder, shippedModel } from '../models.ts'
import type { Judge } from './judge.ts'
import { soundOf, type Tone } from './tone.ts'
import { readToneFile } from './tone-file.ts'
import type { Turn } from './turns.ts'

let tone: Tone | null = null
let judge: Judge | null = null

/** The tone model that is shipped; undefined when its file is not there. */
export function shippedTone(): Tone | undefined {
  const file = join(modelsFolder, 'tone.bin')
  if (!tone && existsSync(file)) tone = readToneFile(readFileSync(file))
  return tone ?? undefined
}

/** What `satisfactionOf` needs, read once. @throws Error when the files are not there */
export function shippedDialogue(): { tone: Tone; judge: Judge } {
  judge ??= JSON.parse(readFileSync(join(modelsFolder, 'dialogue.json'), 'utf8')) as Judge
  const shipped = shippedTone()
  if (!shipped) throw new Error('The file tone.bin is missing: npm run zhiwei -- train dialogue makes it')
  return { tone: shipped, judge }
}

const heard = ['sentiment', 'emotion', 'intensity', 'complaint', 'offensive'] as const
const longest = 2000

/** All that the shipped models say of a turn without knowing its dialogue: words, marks, tone, and the heads of single texts. */
export function hearingOf(): (turn: Turn) => Float32Array {
  const shipped = shippedTone()
  const heads = heard.flatMap((head) => shippedModel(head) ?? [])
  return (turn) => {
    const features = featuresOf(turn.text.slice(0, longest))
    return Float32Array.from([...soundOf(turn, shipped), ...heads.flatMap((head) => [...probabilitiesOf(head, features)])])
  }
}
