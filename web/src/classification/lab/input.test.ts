import { TextAnalysisInput } from '@zhiwei/contract'
import { describe, expect, test } from 'vitest'
import { exampleNames, examples } from './examples.ts'
import { labInputOf, requestOf, troubleOf } from './input.ts'

describe('what the laboratory sends', () => {
  test('a transcript is sent as turns unless the person says it is one text', () => {
    const text = '客户：断网了\n客服：您好'
    expect(requestOf(labInputOf(text, undefined))).toEqual({
      turns: [
        { by: 'customer', text: '断网了' },
        { by: 'staff', text: '您好' },
      ],
    })
    expect(requestOf(labInputOf(text, 'text'))).toEqual({ text })
  })

  test('what the server would change is changed before, so that places fit', () => {
    expect(requestOf(labInputOf('a\u0000b\r\ne\u0301\ud83d', undefined))).toEqual({ text: 'a\uFFFDb\n\u00e9\uFFFD' })
  })

  test('what the contract refuses is said before it is sent', () => {
    expect(troubleOf(labInputOf('字'.repeat(20_000), undefined))).toBeNull()
    expect(troubleOf(labInputOf('字'.repeat(20_001), undefined))).toEqual({ words: 'tooLong', shown: 20_001, most: 20_000 })
    expect(troubleOf(labInputOf('客户：嗯\n'.repeat(501), undefined))).toMatchObject({ words: 'tooManyTurns', shown: 501 })
    expect(troubleOf(labInputOf(`客户：${'字'.repeat(20_001)}\n客服：您好`, undefined))).toMatchObject({ words: 'turnTooLong' })
  })

  test.each(exampleNames)('the example %s can be sent', (name) => {
    const input = labInputOf(examples[name], undefined)
    expect(input.mode).toBe(name === 'dialogue' ? 'dialogue' : 'text')
    expect(TextAnalysisInput.safeParse(requestOf(input)).success).toBe(true)
  })
})
