import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { KeyAccount, RoutingRules, RoutingRulesRow, SkillGroup } from '@zhiwei/contract'
import { api } from '../../platform/index.ts'

type Rows<Row> = { rows: Row[] }

export const useSkillGroups = () =>
  useQuery({ queryKey: ['skill-groups'], queryFn: ({ signal }) => api.get<Rows<SkillGroup>>('/skill-groups', undefined, signal) })
export const useRoutingRules = () =>
  useQuery({ queryKey: ['routing-rules'], queryFn: ({ signal }) => api.get<Rows<RoutingRulesRow>>('/routing-rules', undefined, signal) })
export const useKeyAccounts = () =>
  useQuery({ queryKey: ['key-accounts'], queryFn: ({ signal }) => api.get<Rows<KeyAccount>>('/key-accounts', undefined, signal) })

function useSave<Input>(noun: string, send: (input: Input) => Promise<unknown>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: send, onSettled: () => void client.invalidateQueries({ queryKey: [noun] }) })
}

export type GroupInput = Pick<SkillGroup, 'name' | 'categories' | 'channels' | 'languages'> & { memberIds: string[]; active?: boolean }
export const useSaveGroup = (group?: SkillGroup) =>
  useSave<GroupInput>('skill-groups', ({ active, ...input }) =>
    group ? api.patch(`/skill-groups/${group.id}`, { ...input, active, version: group.version }) : api.post('/skill-groups', input),
  )
export const useSetRules = () =>
  useSave<{ definition: RoutingRules; reason: string; effectiveFrom?: string }>('routing-rules', (input) =>
    api.post('/routing-rules', input),
  )
export const useNameKeyHandler = () =>
  useSave<{ customerId: string; handlerId: string | null; deputyId: string | null }>('key-accounts', ({ customerId, ...input }) =>
    api.put(`/key-accounts/${customerId}`, input),
  )
