import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type JudgementHead, modelsFolder } from '@zhiwei/text/models'
import {
  judgements,
  type Lessons,
  type RecipeHead,
  recipes,
  type TrainHead,
  trainDialogue,
  trainHead,
  trainJudgement,
} from '@zhiwei/text/recipes'
import { readRows } from './rows.ts'
import { type Command, fileAsGiven, printJson, readArgs, say, UsageError } from './usage.ts'

const ownTexts = fileURLToPath(new URL('../../../text/texts/', import.meta.url))

const heads = [...Object.keys(recipes), ...Object.keys(judgements), 'dialogue'] as Head[]

const options = { data: { type: 'string' }, out: { type: 'string' }, seed: { type: 'string', default: '7' } } as const

export const command: Command = {
  help: `Usage: npm run zhiwei -- train HEAD… [--data DIR] [--out DIR] [--seed 7]

Makes the shipped models of the text engine anew: ${heads.join(', ')}, or all.
Writes HEAD.bin (dialogue: tone.bin and dialogue.json) and the model card HEAD.card.json. Learns only from data whose licence lets the weights be shipped, and from our own texts in
text/texts (never from their test rows). The same data and seed give the same weights.

--data   folder of the public data sets (default DATASETS_DIR, else ./datasets)
--out    where the models go (default text/models)`,
  async run(args) {
    const { values, positionals } = readArgs(args, options, { least: 1, most: 20 })
    const data = fileAsGiven(values.data ?? process.env.DATASETS_DIR ?? 'datasets')
    const out = values.out ? fileAsGiven(values.out) : modelsFolder
    mkdirSync(out, { recursive: true })
    const rowsOf = (file: string, own: boolean) => {
      const path = join(own ? ownTexts : data, file)
      return statSync(path, { throwIfNoEntry: false })?.isFile() ? readRows(path) : undefined
    }
    for (const head of headsOf(positionals)) {
      const started = performance.now()
      const command = `npm run zhiwei -- train ${head} --seed ${values.seed}`
      const how = { seed: Number(values.seed), say, command, date: new Date().toISOString().slice(0, 10) }
      const { files, card } = trained(head, rowsOf, how)
      for (const [name, bytes] of Object.entries(files)) {
        writeFileSync(join(out, name), bytes)
        say(`${name}: ${bytes.length} bytes`)
      }
      writeFileSync(join(out, `${head}.card.json`), `${JSON.stringify(card, null, 2)}\n`)
      say(`${head}: ${((performance.now() - started) / 1000).toFixed(0)} s`)
      printJson(card)
    }
  },
}

type Head = RecipeHead | JudgementHead | 'dialogue'
const isJudgement = (head: Head): head is JudgementHead => head in judgements

/** The files of a head, and its card. */
function trained(head: Head, rowsOf: Lessons, how: TrainHead): { files: Record<string, Uint8Array>; card: Record<string, unknown> } {
  if (head === 'dialogue') return trainDialogue(rowsOf, how)
  const { model, card } = isJudgement(head) ? trainJudgement(head, rowsOf, how) : trainHead(recipes[head], rowsOf, how)
  return { files: { [`${head}.bin`]: model.bytes }, card }
}

function headsOf(words: string[]): Head[] {
  if (words.includes('all')) return heads
  const unknown = words.find((word) => !heads.includes(word as Head))
  if (unknown) throw new UsageError(`There is no model "${unknown}"`)
  return words as Head[]
}
