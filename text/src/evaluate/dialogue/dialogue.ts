import { type EvaluateInput, type Evaluation, required } from '../task.ts'
import { dialogueEnds } from './ends.ts'
import { type DialogueFormat, dialogueFormats, readDialogues } from './formats.ts'
import { jdTurns } from './jd.ts'
import { shippedAnswers } from './shipped.ts'

/** Satisfaction of dialogues (对话满意度): trains on one file of a public set and answers for another; without --train the shipped model answers. */
export function dialogue(input: EvaluateInput): Evaluation {
  const format = dialogueFormats.find((name) => name === input.format)
  if (!format) throw new Error(`Say with --format how the dialogues are written: ${dialogueFormats.join(', ')}`)
  const test = readAll(input, 'test', format)
  if (!input.train) return shippedAnswers(test, format)
  const train = readAll(input, 'train', format)
  return format === 'jd' ? jdTurns(train, test, input) : dialogueEnds(train, test, format, input)
}

function readAll(input: EvaluateInput, option: 'train' | 'test', format: DialogueFormat) {
  try {
    return readDialogues(required(input[option], option), format)
  } catch (cause) {
    throw cause instanceof TypeError ? new Error(`The rows of --${option} are not dialogues of the format ${format}`, { cause }) : cause
  }
}
