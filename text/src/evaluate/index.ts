import { classify } from './classify.ts'
import type { EvaluateTask } from './task.ts'

export type { EvaluateInput, EvaluateTask, Evaluation, Row } from './task.ts'

/** Every task of `evaluate`, in the order they are listed; each is loaded when it is asked for. */
export const evaluateTasks: Record<string, { line: string; load: () => Promise<EvaluateTask> }> = {
  classify: { line: 'train on --train, answer for --test', load: async () => classify },
}
