import { Revealed } from '@zhiwei/contract'
import { api } from '../../platform/index.ts'
import { useCaseOnPage } from '../case-context.ts'
import { useRefreshCases } from '../queries.ts'

export type RevealedField = 'phone' | 'email' | 'name' | 'text'

/** 查看完整信息: asks the server for a masked value; who looked and why stands on the timeline. */
export function useReveal() {
  const { complaintCase } = useCaseOnPage()
  const refresh = useRefreshCases()
  return async (field: RevealedField, reason: string) => {
    const { value } = Revealed.parse(await api.post(`/cases/${complaintCase.id}/reveals`, { field, reason }))
    void refresh()
    return value
  }
}
