import type { KnowledgeKind, KnowledgeText, LetterText, PlanText } from '@zhiwei/contract'
import { comma } from '../../platform/punctuation.ts'

/** A version as it is typed: duties one a line. */
export type TypedEntry = {
  title: string
  categories: string[]
  causes?: string[]
  citations: string[]
  summary?: string
  trigger?: string
  words?: string[]
  steps?: PlanText['steps']
  script?: string
  customerDuties?: string
  companyDuties?: string
  authority?: string
  body?: string
}

export const emptyContent = (kind: KnowledgeKind): KnowledgeText => {
  const shared = { title: '', categories: [], causes: [], citations: [] }
  if (kind === 'letter') return { kind, ...shared, text: { summary: '', body: '' } }
  const lists = { words: [], steps: [{ title: '', detail: '', who: '' }], customerDuties: [], companyDuties: [] }
  return { kind, ...shared, text: { summary: '', trigger: '', script: '', authority: '', ...lists } }
}

export function typedOf({ kind, title, categories, causes, citations, text }: KnowledgeText): TypedEntry {
  const shared = { title, categories, causes, citations, summary: text.summary }
  if (kind === 'letter') return { ...shared, body: (text as LetterText).body }
  const { customerDuties, companyDuties, ...plan } = text as PlanText
  return { ...shared, ...plan, customerDuties: customerDuties.join('\n'), companyDuties: companyDuties.join('\n') }
}

export function linesOf(kind: KnowledgeKind, typed: TypedEntry): KnowledgeText {
  const { title, categories, causes = [], citations, summary = '' } = typed
  const shared = { title, categories, causes, citations }
  if (kind === 'letter') return { kind, ...shared, text: { summary, body: typed.body ?? '' } }
  const { trigger = '', words = [], steps = [], script = '', authority = '' } = typed
  const text: PlanText = {
    summary,
    trigger,
    words,
    steps: steps.map((step) => ({ title: step.title, detail: step.detail ?? '', who: step.who ?? '' })),
    script,
    authority,
    customerDuties: lines(typed.customerDuties),
    companyDuties: lines(typed.companyDuties),
  }
  return { kind, ...shared, text }
}

const lines = (typed = '') =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

type Section =
  | 'summary'
  | 'trigger'
  | 'words'
  | 'steps'
  | 'script'
  | 'companyDuties'
  | 'customerDuties'
  | 'authority'
  | 'body'
  | 'citations'
/** A version section by section, as people read and compare it; empty ones are left out. */
export function sectionsOf({
  content: { kind, text },
  citations,
}: {
  content: KnowledgeText
  citations: { law: string; article: string | null }[]
}): {
  name: Section
  text: string
}[] {
  const cited = citations.map(({ law, article }) => `${law}${article ?? ''}`).join('\n')
  const plan = text as PlanText
  const all: [Section, string][] =
    kind === 'letter'
      ? [
          ['summary', text.summary],
          ['body', (text as LetterText).body],
        ]
      : [
          ['summary', plan.summary],
          ['trigger', plan.trigger],
          ['words', plan.words.join(comma())],
          [
            'steps',
            plan.steps
              .map(({ title, who, detail }, at) => `${at + 1}. ${title}${who ? `（${who}）` : ''}${detail ? `\n${detail}` : ''}`)
              .join('\n'),
          ],
          ['script', plan.script],
          ['companyDuties', plan.companyDuties.join('\n')],
          ['customerDuties', plan.customerDuties.join('\n')],
          ['authority', plan.authority],
        ]
  return [...all, ['citations', cited] as [Section, string]]
    .map(([name, written]) => ({ name, text: written }))
    .filter((one) => one.text !== '')
}
