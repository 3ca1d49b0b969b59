import { complaintWords } from '../../dialogue/cues.ts'
import { satisfactionOf } from '../../dialogue/judge.ts'
import { shippedDialogue } from '../../dialogue/shipped.ts'
import { aucOf, spearmanOf } from '../../linear/metrics.ts'
import { type Evaluation, rounded } from '../task.ts'
import type { DialogueFormat, LabelledDialogue } from './formats.ts'

type Answer = { index: number; afterTurn: number | 'all'; probability: number; unhappy: boolean | undefined; latent: boolean }

/** What the shipped judge says of dialogues it was not made for (helpdesk, jd): no row of the set is trained on. */
export function shippedAnswers(test: LabelledDialogue[], format: DialogueFormat): Evaluation {
  if (format === 'taobao') throw new Error('The shipped model reads texts; Taobao dialogues are numbers and need --train FILE')
  return format === 'jd' ? jdAnswers(test) : endAnswers(test)
}

function endAnswers(test: LabelledDialogue[]): Evaluation {
  const models = shippedDialogue()
  const levels: number[] = []
  const answers = test.flatMap((dialogue): Answer[] => {
    const { afterTurn, end } = satisfactionOf(dialogue.turns, models)
    levels.push(end.level)
    const common = { index: dialogue.index, unhappy: dialogue.unhappy, latent: complaintWords(dialogue.turns) === 0 }
    const turns = afterTurn.map(({ unhappy }, at): Answer => ({ ...common, afterTurn: at + 1, probability: unhappy }))
    return [...turns, { ...common, afterTurn: 'all', probability: end.unhappy }]
  })
  const cuts = [1, 2, 3, 'all'] as const
  const aucs = (rows: Answer[]) =>
    Object.fromEntries(
      cuts.map((cut) => [cut, aucOfAnswers(rows.filter(({ afterTurn, unhappy }) => afterTurn === cut && unhappy !== undefined))]),
    )
  const known = test.flatMap((dialogue, at) => (dialogue.mean === undefined ? [] : [at]))
  const spearman = rounded(
    spearmanOf(
      known.map((at) => test[at]!.mean!),
      known.map((at) => levels[at]!),
    ),
  )
  const quality = known.length ? { auc: aucs(answers), latentAuc: aucs(answers.filter(({ latent }) => latent)), spearman } : {}
  return { result: { model: 'shipped', ...quality, rows: test.length }, predictions: answers.map(lineOf) }
}

const lineOf = ({ index, afterTurn, probability }: Answer) => ({ index, afterTurn, probability: rounded(probability, 5) })
const aucOfAnswers = (rows: Answer[]) =>
  rounded(
    aucOf(
      rows.map(({ unhappy }) => Boolean(unhappy)),
      rows.map(({ probability }) => probability),
    ),
  )

/** jd: unhappy after a turn against the label of that turn. */
function jdAnswers(test: LabelledDialogue[]): Evaluation {
  const models = shippedDialogue()
  const judged = test.flatMap(({ index, turns, exchanges = [] }) => {
    const after = new Map(satisfactionOf(turns, models).afterTurn.map(({ turn, unhappy }) => [turn, unhappy]))
    return exchanges.map((exchange) => ({
      index,
      turn: exchange.index,
      label: exchange.label,
      probability: rounded(after.get(exchange.turn) ?? 0.5, 5),
    }))
  })
  const known = judged.filter(({ label }) => label !== null)
  const auc = {
    all: rounded(
      aucOf(
        known.map(({ label }) => label === 0),
        known.map(({ probability }) => probability),
      ),
    ),
  }
  const predictions = judged.map(({ index, turn, probability }) => ({ index, turn, label: probability >= 0.5 ? 0 : 1, probability }))
  return { result: { model: 'shipped', ...(known.length ? { auc } : {}), rows: judged.length }, predictions }
}
