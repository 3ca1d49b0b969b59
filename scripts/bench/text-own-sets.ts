import type { MeasuredSet } from './text-sets.ts'

const own = { own: true, published: '– (our own texts, never learnt from)', pass: 'reported' } as const
const besideRules = (...figures: string[]) => [...figures, ...figures.map((name) => `byRulesAlone.${name}`)]

/** What no public set measures: the test rows of text/texts. Figures of the shipped model, and of the rules alone. */
export const ownSets: MeasuredSet[] = [
  {
    ...own,
    name: 'signals of texts',
    task: 'signals',
    test: ['signals.jsonl'],
    figures: ['micro', 'macro', 'exactRatio', 'microsPerText', 'labelled'],
  },
  {
    ...own,
    name: 'stage of texts and conversations',
    task: 'stage',
    test: ['complaints.jsonl', 'conversations.jsonl'],
    figures: besideRules('texts.accuracy', 'texts.quadraticKappa', 'texts.recallFrom4', 'turns.accuracy', 'ends.accuracy'),
  },
  {
    ...own,
    name: 'severity of cases: 4 levels',
    task: 'case-severity',
    test: ['complaints.jsonl'],
    figures: besideRules('accuracy', 'macroF1', 'recallFrom3', 'precisionFrom3'),
  },
  { ...own, name: 'state of mind', task: 'mindset', test: ['complaints.jsonl'], figures: besideRules('accuracy', 'macroF1') },
  {
    ...own,
    name: 'category: starting tree',
    task: 'category',
    test: ['complaints.jsonl'],
    figures: besideRules('accuracy', 'top3', 'macroF1', 'levelOne'),
  },
  {
    ...own,
    name: 'entities of texts',
    task: 'entities',
    test: ['entities.jsonl'],
    figures: ['micro', 'kinds', 'microsPerText', 'labelled'],
  },
]
