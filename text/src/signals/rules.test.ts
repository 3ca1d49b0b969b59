import { describe, expect, test } from 'vitest'
import { signalsOf } from './index.ts'
import { ruleFiles } from './rules.ts'

describe('the rules and their examples (规则)', () => {
  for (const { kind, rules } of ruleFiles) {
    for (const { id, yes = [], no = [] } of rules) {
      test.each(yes)(`${kind}.${id} finds: %s`, (text) => {
        expect(signalsOf(text, { mentions: true }).map((signal) => signal.kind)).toContain(kind)
      })
      if (no.length > 0)
        test.each(no)(`${kind} is not in: %s`, (text) => {
          expect(signalsOf(text).filter((signal) => signal.kind === kind)).toEqual([])
        })
    }
  }
  test('every rule has an example of what it finds', () => {
    expect(ruleFiles.flatMap(({ kind, rules }) => rules.filter(({ yes }) => !yes?.length).map(({ id }) => `${kind}.${id}`))).toEqual([])
  })
})
