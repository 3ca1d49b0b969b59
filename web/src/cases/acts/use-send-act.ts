import { useMutation } from '@tanstack/react-query'
import type { ActDone } from '@zhiwei/contract'
import { api } from '../../platform/index.ts'
import { useCaseOnPage } from '../case-context.ts'
import { useRefreshCases } from '../queries.ts'
import type { ActForm } from './form.ts'

type Sent = { form: Pick<ActForm, 'noun'> | { noun: string }; body: Record<string, unknown>; taskId?: unknown }

/** Sends an act on the case of this page; whatever comes of it, the page is fetched afresh. */
export function useSendAct() {
  const { complaintCase } = useCaseOnPage()
  const refresh = useRefreshCases()
  return useMutation({
    mutationFn: ({ form, body, taskId }: Sent) => {
      // A task's result belongs to the task, which has no version.
      const { version, ...result } = body
      if (form.noun === 'taskResults') return api.post<ActDone>(`/tasks/${taskId}/results`, result)
      if (form.noun === 'disputeDecisions') return api.post<ActDone>(`/disputes/${complaintCase.dispute?.id}/decision`, result)
      return api.post<ActDone>(`/cases/${complaintCase.id}/${form.noun}`, { ...result, version })
    },
    onSettled: () => refresh(),
  })
}
