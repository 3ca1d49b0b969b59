import type { TextAnalysis, TextAnalysisInput } from '@zhiwei/contract'
import type { Analysis, AnalysisInput, Span } from '@zhiwei/text'
import type { Tx } from '../platform/database.ts'
import { invalidInput } from '../platform/errors.ts'
import { speakerFor } from './engine.ts'
import { extractKeywords } from './keywords.ts'

const longestConversation = 50_000

/**
 * 文本实验室: what the machine says of a text or a conversation somebody gives; nothing is stored.
 * @throws INPUT_INVALID unless it is one of both
 */
export async function analyseText(tx: Tx, tenantId: string, given: TextAnalysisInput, now: Date): Promise<TextAnalysis> {
  const input = inputOf(given)
  const speaker = await speakerFor(tx, tenantId)
  const keywords = await extractKeywords('turns' in input ? customersWords(input.turns) : input.text)
  return { ...answerOf(speaker.analyse(input, now)), keywords }
}

function inputOf({ text, turns, subject }: TextAnalysisInput): AnalysisInput {
  const more = { ...(subject && { subject }) }
  if ((text === undefined) === (turns === undefined)) throw invalidInput('#', '请填写 text 或 turns 之一')
  if (text !== undefined) return { text, ...more }
  const length = turns?.reduce((sum, turn) => sum + turn.text.length, 0) ?? 0
  if (length > longestConversation) throw invalidInput('#/turns', `对话合计不能超过 ${longestConversation} 个字符`)
  return { turns: (turns ?? []).map(({ at, ...turn }) => ({ ...turn, ...(at !== undefined && { at }) })), ...more }
}

const pair = (span: Span): [number, number] => [span[0], span[1]]
const placed = <Found extends { span?: Span }>({ span, ...found }: Found) => ({ ...found, ...(span && { span: pair(span) }) })
const spanned = <Found extends { span: Span }>({ span, ...found }: Found) => ({ ...found, span: pair(span) })

function answerOf(analysis: Analysis): TextAnalysis {
  return {
    ...analysis,
    stage: { level: analysis.stage.level, reasons: analysis.stage.reasons.map(placed) },
    signals: analysis.signals.map(spanned),
    severityReasons: analysis.severityReasons.map(placed),
    categoryReasons: analysis.categoryReasons.map(placed),
    entities: analysis.entities.map(spanned),
    personalData: analysis.signals
      .filter(({ kind }) => kind === 'personalData')
      .map(({ span, turn }) => ({ span: pair(span), ...(turn !== undefined && { turn }) })),
  }
}

const customersWords = (turns: { by: string; text: string }[]) =>
  turns
    .filter(({ by }) => by === 'customer')
    .map(({ text }) => text)
    .join('\n')
