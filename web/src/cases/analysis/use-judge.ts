import { useMutation } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import { api } from '../../platform/index.ts'
import { useProblemWords } from '../../ui/index.ts'
import { isAllowed } from '../acts/availability.ts'
import { useCaseOnPage } from '../case-context.ts'
import { useRefreshCases } from '../queries.ts'
import type { Field } from './judgements.ts'

/** A person's word on a field of an event's text. */
export type Word = { field: Field; value: unknown; eventNo?: number }
/** `said`: what to tell; `back`: the words that bring back what was; `takesBack`: these are they, and nothing is learnt from them. */
export type Judgement = { words: Word[]; said: string; back?: Word[] | undefined; takesBack?: boolean }

const ofTheCase: readonly Field[] = ['category', 'severity', 'stage', 'priority']

/** Sends what a person says in the place of the machine, at once and without a form; what was before can be brought back. */
export function useJudge() {
  const { complaintCase } = useCaseOnPage()
  const { message } = App.useApp()
  const problemWords = useProblemWords()
  const refresh = useRefreshCases()
  const [done, setDone] = useState<Judgement | null>(null)
  const send = useMutation({
    mutationFn: async ({ words, takesBack }: Judgement) => {
      const undo = takesBack && { takesBack }
      for (const { field, value, eventNo = 1 } of words) {
        if (ofTheCase.includes(field))
          await api.post(`/cases/${complaintCase.id}/classification`, { [field]: value, ...undo, version: complaintCase.version })
        else await api.post(`/cases/${complaintCase.id}/analysis/corrections`, { field, value, eventNo, ...undo })
      }
    },
    onSuccess: (_answer, judgement) => setDone(judgement),
    onError: (error) => {
      const { title, detail } = problemWords(error)
      void message.error([title, detail].filter(Boolean).join(' '))
    },
    onSettled: () => refresh(),
  })
  return {
    mayJudge: isAllowed(complaintCase, 'classification'),
    judge: (judgement: Judgement) => !send.isPending && send.mutate(judgement),
    isBusy: send.isPending,
    done,
    dismiss: () => setDone(null),
  }
}
export type Judge = ReturnType<typeof useJudge>
