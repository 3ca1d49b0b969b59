import type { QuestionKind } from '@zhiwei/contract'

// 出题规则: questions a plan or a law article proposes by itself. Pure; people read, change and approve them. Source: docs/rules/training.md

export type Proposed = { kind: QuestionKind; stem: string; options: string[]; answer: number; why: string }
export type PlanRead = {
  title: string
  steps: { title: string; detail: string; who: string }[]
  customerDuties: string[]
  companyDuties: string[]
}
export type LawRead = { name: string; text: string }

const wrongOnes = 3
const fewestWrong = 2
/** Of one plan. */
const mostSteps = 4
const mostDuties = 2
const longestOption = 200

/** What comes next, and what the company owes; wrong ones are other steps and what the customer owes, then those of other plans. */
export function questionsOfPlan(plan: PlanRead, others: readonly PlanRead[]): Proposed[] {
  const titles = plan.steps.map(({ title }) => title)
  const elsewhere = others.flatMap(({ steps }) => steps.map(({ title }) => title))
  const steps = plan.steps.slice(0, mostSteps).flatMap(({ title, detail }, at): Proposed[] => {
    const before = titles[at - 1]
    const stem =
      before === undefined ? `按预案《${plan.title}》，第一步做什么？` : `按预案《${plan.title}》，做完“${before}”之后，下一步是什么？`
    // What was just done is no sensible choice, nor what says the same.
    const wrong = [...titles.slice(at + 1), ...titles.slice(0, Math.max(0, at - 1)), ...elsewhere]
    return question(
      'step',
      stem,
      title,
      wrong,
      detail === '' ? `《${plan.title}》第 ${at + 1} 步：${title}。` : `第 ${at + 1} 步：${title}。${detail}`,
    )
  })
  const notOurs = [...plan.customerDuties, ...others.flatMap(({ customerDuties }) => customerDuties)]
  const duties = plan.companyDuties.slice(0, mostDuties).flatMap((duty, at) =>
    question(
      'duty',
      `在《${plan.title}》这类投诉里，下面哪一项是公司要做到的？${at > 0 ? `（${at + 1}）` : ''}`,
      duty,
      notOurs.filter((other) => !plan.companyDuties.includes(other)),
      `《${plan.title}》公司的责任：${duty}`,
    ),
  )
  return [...steps, ...duties]
}

/** Which of these the article says; wrong ones are what other articles say. */
export function questionOfLaw(law: LawRead, others: readonly LawRead[]): Proposed[] {
  return question(
    'law',
    `${law.name}说的是哪一条？`,
    sentence(law.text),
    others.map(({ text }) => sentence(text)),
    law.text.slice(0, 1_000),
  )
}

const sentence = (text: string) => {
  const first = text.split('。')[0] ?? text
  return first.length > longestOption ? `${first.slice(0, longestOption - 1)}…` : `${first}。`
}

function question(kind: QuestionKind, stem: string, right: string, wrong: readonly string[], why: string): Proposed[] {
  const chosen = [...new Set(wrong)].filter((other) => other !== right).slice(0, wrongOnes)
  if (chosen.length < fewestWrong) return []
  const answer = placeOf(stem, chosen.length + 1)
  return [{ kind, stem, options: [...chosen.slice(0, answer), right, ...chosen.slice(answer)], answer, why: why.slice(0, 1_000) }]
}

/** The right one stands at a place that follows from the words of the question, so that proposing twice gives the same. */
const placeOf = (stem: string, places: number) =>
  Array.from(stem).reduce((sum, sign) => (sum * 31 + (sign.codePointAt(0) ?? 0)) % 1_000_003, 7) % places
