import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { runCommand } from './commands.ts'

let folder: string
const file = (name: string) => join(folder, name)
const lines = (rows: object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('')

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'evaluate-'))
  writeFileSync(file('signals.jsonl'), lines([{ text: '再不处理我就打12315', expected: ['regulator'] }]))
  writeFileSync(
    file('reviews.jsonl'),
    lines([
      { review: '很好', label: 1 },
      { review: '太差了', label: 0 },
    ]),
  )
  mkdirSync(file('folder'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function evaluate(...args: string[]) {
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const code = await runCommand(['evaluate', ...args])
  const written = { code, out: out.mock.calls.join(''), err: err.mock.calls.join('') }
  out.mockRestore()
  err.mockRestore()
  return written
}

describe('evaluating on rows of your own (evaluate)', () => {
  const onSignals = ['--task', 'signals', '--test']
  test('figures go to stdout, predictions to --out', async () => {
    const { code, out } = await evaluate(...onSignals, file('signals.jsonl'), '--out', file('found.jsonl'))
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ micro: { f1: 1 } })
    expect(JSON.parse(readFileSync(file('found.jsonl'), 'utf8'))).toMatchObject({ index: 0, kinds: ['regulator'] })
  })
  test.each([
    ['a folder as --test', () => [...onSignals, folder], 'is a folder, not a file'],
    ['a label that is not there', () => [...onSignals, file('signals.jsonl'), '--label', 'kinds'], 'No row has the field "kinds"'],
    [
      'a weight that is none',
      () => ['--task', 'sentiment', '--test', file('reviews.jsonl'), '--text', 'review*x'],
      '"x" in --text review*x',
    ],
    ['an --out in no folder', () => [...onSignals, file('none.jsonl'), '--out', file('none/out.jsonl')], 'its folder is not there'],
    ['an --out that is a folder', () => [...onSignals, file('none.jsonl'), '--out', file('folder')], 'it is a folder'],
    ['an --out below a file', () => [...onSignals, file('none.jsonl'), '--out', file('reviews.jsonl/x')], 'a part of its path is a file'],
  ])('%s is told in a sentence before any work', async (_what, args, sentence) => {
    const { code, out, err } = await evaluate(...args())
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain(sentence)
  })
  test('a task without predictions says so and writes no file', async () => {
    writeFileSync(file('mindsets.jsonl'), lines([{ text: '赔我三百块', mindset: 'compensation' }]))
    const { code, err } = await evaluate('--task', 'mindset', '--test', file('mindsets.jsonl'), '--out', file('mindsets.out'))
    expect(code).toBe(0)
    expect(err).toContain('The task mindset tells figures only')
    expect(existsSync(file('mindsets.out'))).toBe(false)
  })
  test('nothing is left behind when the work fails, and what was there before stays', async () => {
    writeFileSync(file('before.jsonl'), 'before\n')
    for (const name of ['before.jsonl', 'after.jsonl']) await evaluate(...onSignals, file('none.jsonl'), '--out', file(name))
    expect(readFileSync(file('before.jsonl'), 'utf8')).toBe('before\n')
    expect(existsSync(file('after.jsonl'))).toBe(false)
  })
})
