import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ActDone, CaseRouting, Desk, MyQueue, Presence, TakenNext, TeamBoard } from '@zhiwei/contract'
import { api } from '../platform/index.ts'

export const useQueue = () =>
  useQuery({ queryKey: ['cases', 'queue'], queryFn: ({ signal }) => api.get<MyQueue>('/queue', undefined, signal) })

export const useTeam = (unitId: string | undefined) =>
  useQuery({
    queryKey: ['cases', 'team', unitId ?? 'own'],
    queryFn: ({ signal }) => api.get<TeamBoard>('/team', { unitId }, signal),
    placeholderData: (before) => before,
  })

export const useCaseRouting = (caseId: string) =>
  useQuery({
    queryKey: ['cases', caseId, 'routing'],
    queryFn: ({ signal }) => api.get<CaseRouting>(`/cases/${caseId}/routing`, undefined, signal),
  })

/** Whatever is given, taken or set changes the queue, the board and the case. */
function useChange<Input, Answer>(send: (input: Input) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: send, onSettled: () => void client.invalidateQueries({ queryKey: ['cases'] }) })
}

export const useTakeNext = () => useChange<string, TakenNext>((idempotencyKey) => api.post('/queue/next', {}, { idempotencyKey }))

type DeskInput = { userId: string; presence?: Presence; openLimit?: number | null }
export const useChangeDesk = () => useChange<DeskInput, Desk>(({ userId, ...change }) => api.put(`/people/${userId}/desk`, change))

type MoveInput = { caseId: string; toUserId: string; reason: string; override: boolean }
export const useMove = () => useChange<MoveInput, ActDone>((move) => api.post('/team/moves', move))

export const useNameRespondents = (caseId: string) =>
  useChange<{ userIds: string[]; reason: string }, ActDone>((input) => api.put(`/cases/${caseId}/respondents`, input))
