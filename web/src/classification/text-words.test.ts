import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Mindset, Sentiment, Signal, TextAnalysis, TextEntity, TextTurn } from '@zhiwei/contract'
import { expect, test } from 'vitest'
import { severityCodes } from '../../../text/src/heads/severity/index.ts'
import type { PersonalDataKind, Tense } from '../../../text/src/signals/index.ts'
import { stageCodes } from '../../../text/src/stage/index.ts'

const emotionCard = join(import.meta.dirname, '../../../text/models/emotion.card.json')
const emotionKinds: string[] = JSON.parse(readFileSync(emotionCard, 'utf8')).classes
const tenses = { threat: 1, done: 1, mention: 1 } satisfies Record<Tense, 1>
const personal = { phone: 1, idCard: 1, bankCard: 1, email: 1, address: 1, plate: 1, passport: 1, account: 1 } satisfies Record<
  PersonalDataKind,
  1
>

const codes: Record<string, readonly string[]> = {
  signal: Signal.options,
  detail: [...Object.keys(tenses), ...Object.keys(personal)],
  categoryReason: ['seedWord', 'learntWord'],
  stageReason: stageCodes,
  severityReason: severityCodes,
  emotion: emotionKinds,
  emotionLevel: ['0', '1', '2', '3', '4'],
  mindset: Mindset.options,
  sentiment: Sentiment.options,
  language: TextAnalysis.shape.language.options,
  basis: TextAnalysis.shape.categoryBasis.options,
  basisDetail: TextAnalysis.shape.categoryBasis.options,
  entity: TextEntity.shape.kind.options,
  by: TextTurn.shape.by.options,
}

test.each(['zh-CN', 'en'])('every code the text engine can give has words in %s', (language) => {
  const { text } = JSON.parse(readFileSync(join(import.meta.dirname, `${language}.json`), 'utf8'))
  const lacking = Object.entries(codes).flatMap(([group, list]) => list.filter((code) => !text[group]?.[code]).map((code) => [group, code]))
  expect(lacking).toEqual([])
})
