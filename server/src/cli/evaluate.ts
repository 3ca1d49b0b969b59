import { writeFileSync } from 'node:fs'
import { type EvaluateInput, evaluateTasks } from '@zhiwei/text/evaluate'
import { requireWritable } from './files.ts'
import { readRows } from './rows.ts'
import { type Command, fileAsGiven, printJson, readArgs, say, UsageError } from './usage.ts'

const taskList = Object.entries(evaluateTasks)
  .map(([name, { line }]) => `  ${name.padEnd(15)}${line}`)
  .join('\n')

const options = {
  task: { type: 'string' },
  train: { type: 'string' },
  test: { type: 'string' },
  in: { type: 'string' },
  hints: { type: 'string' },
  text: { type: 'string' },
  label: { type: 'string' },
  format: { type: 'string' },
  labels: { type: 'string' },
  out: { type: 'string' },
  seed: { type: 'string', default: '7' },
} as const

export const command: Command = {
  help: `Usage: npm run -s zhiwei -- evaluate --task TASK [--train FILE] [--test FILE] [--text FIELDS] [--label FIELD] [--out FILE]

Measures the text engine on labelled rows of your own (.jsonl, .csv, .tsv; any field names). The result is JSON on stdout, progress goes to
stderr. No server and no database is needed.

Tasks:
${taskList}

--text     the fields of the text, with weights: subject*3,text
--label    the field of the label. Test rows without a label are answered for, and left out of the figures
--hints    names of a class tree (.jsonl), each row a class and its leaf names: extra text of the class
--labels   what a shipped model's classes are called in the file: negative=0,positive=1
--in       the rows of tasks that neither train nor test
--format   how dialogues are written down: helpdesk, jd or taobao
--out      a file for one JSON line a test row: {index, label, probabilities}
--seed     a whole number; the same seed gives the same figures (default 7)

sentiment, emotion, offensive, complaint and severity answer with the shipped model when --train is left out. Its classes then take the
labels of the test file: numbers by their set (0,1: negative, positive; -1,0,1 and 0,1,2: with neutral between; offensive and complaint:
1 is yes), names in English or Chinese (Positive, 好评, happy, 愤怒 …) without regard to case. Classes that no label means are left out.
With --train a model is made from that file alone, whatever its labels.`,
  async run(args) {
    const { values } = readArgs(args, options, { least: 0, most: 0 })
    const { task = '', seed } = values
    const entry = Object.hasOwn(evaluateTasks, task) ? evaluateTasks[task] : undefined
    if (!entry) throw new UsageError(task ? `There is no task "${task}"` : '--task is missing')
    if (!/^\d{1,9}$/.test(seed)) throw new UsageError('--seed is a whole number')
    const out = values.out ? fileAsGiven(values.out) : undefined
    if (out) requireWritable(out)
    const input: EvaluateInput = {
      task,
      text: values.text,
      label: values.label,
      format: values.format,
      labels: values.labels,
      seed: Number(seed),
      keepsPredictions: out !== undefined,
      say,
    }
    for (const option of ['train', 'test', 'hints'] as const) if (values[option]) input[option] = readRows(values[option])
    if (values.in) input.rows = readRows(values.in)
    const { result, lines, predictions } = await (await entry.load())(input)
    if (lines) for (const line of lines) process.stdout.write(`${JSON.stringify(line)}\n`)
    else printJson(result)
    const kept = predictions ?? lines
    if (out && kept) writeFileSync(out, kept.map((line) => `${JSON.stringify(line)}\n`).join(''))
    else if (out) say(`The task ${task} tells figures only: ${out} was not written`)
  },
}
