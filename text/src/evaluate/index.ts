import { classify } from './classify.ts'
import { dialogue } from './dialogue/dialogue.ts'
import { duplicates } from './duplicates.ts'
import { entities } from './entities.ts'
import { headTask } from './heads.ts'
import { judgementTask } from './judgements.ts'
import { signals } from './signals.ts'
import type { EvaluateTask } from './task.ts'
import { topics } from './topics.ts'

export type { EvaluateInput, EvaluateTask, Evaluation, Row } from './task.ts'

/** Every task of `evaluate`, in the order they are listed; each is loaded when it is asked for. */
export const evaluateTasks: Record<string, { line: string; load: () => Promise<EvaluateTask> }> = {
  classify: { line: 'train on --train, answer for --test', load: async () => classify },
  sentiment: { line: 'negative or positive', load: async () => headTask('sentiment') },
  emotion: { line: 'kind of emotion', load: async () => headTask('emotion') },
  offensive: { line: 'insulting or not', load: async () => headTask('offensive') },
  complaint: { line: 'complaint or not', load: async () => headTask('complaint') },
  severity: { line: 'five levels of English complaints', load: async () => headTask('severity') },
  dialogue: { line: 'dialogues of --format helpdesk, jd or taobao: satisfaction and forecasts', load: async () => dialogue },
  signals: { line: 'kinds of signals of a text: rows {text, expected: [kinds]}', load: async () => signals },
  stage: { line: 'stage 1–5 of texts and conversations: rows as in text/texts', load: async () => judgementTask('stage') },
  category: { line: 'leaf of the starting categories: rows {text, category}', load: async () => judgementTask('category') },
  'case-severity': { line: 'general, major, serious or critical: rows {text, severity}', load: async () => judgementTask('case-severity') },
  mindset: { line: 'vent, respect, compensation or null: rows {text, mindset}', load: async () => judgementTask('mindset') },
  entities: { line: 'order and meter numbers, dates, amounts: rows {text, expected: [{kind, words}]}', load: async () => entities },
  topics: { line: 'which messages of --in tell one matter: lines {id, topic, title, size}', load: async () => topics },
  duplicates: { line: 'pairs of --in that say the same: rows {a, b, label}', load: async () => duplicates },
}
