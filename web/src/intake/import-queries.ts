import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Import, ImportList, ImportMapping } from '@zhiwei/contract'
import type { z } from 'zod'
import { api } from '../platform/index.ts'

export type ImportRow = z.infer<typeof ImportList>['rows'][number]
export type ImportAs = NonNullable<Import['as']>

const pollMs = 800

type Work = Pick<Import, 'state' | 'counts'>

/** An undo is said at once and done batch by batch: every imported row is taken back or kept in the end. */
export const isUndoing = ({ state, counts }: Work) => state === 'undone' && counts.undone + counts.keptOnUndo < counts.committed

/** The server is at work on it and its counts move. */
const isMoving = (work: Work) => work.state === 'reading' || work.state === 'committing' || isUndoing(work)

export function useImports(cursor: string | undefined) {
  return useQuery({
    queryKey: ['imports', 'list', cursor],
    queryFn: ({ signal }) => api.get<z.infer<typeof ImportList>>('/imports', { cursor }, signal),
    refetchInterval: ({ state }) => (state.data?.rows.some(isMoving) ? pollMs * 3 : false),
  })
}

/** One import, asked again while the server reads or writes; so it also goes on after either side was restarted. */
export function useImport(id: string) {
  return useQuery({
    queryKey: ['imports', id],
    queryFn: ({ signal }) => api.get<Import>(`/imports/${id}`, undefined, signal),
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? pollMs : false),
  })
}

/** Saves the whole mapping at each choice; the choice shows at once, the preview when the server has it. Saves run one after the other. */
export function useMapColumns(id: string) {
  const client = useQueryClient()
  const key = ['imports', id]
  return useMutation({
    scope: { id: `imports/${id}/mapping` },
    mutationFn: (input: { mapping: ImportMapping; sheet?: string }) => api.put(`/imports/${id}/mapping`, input),
    onMutate: async ({ mapping }) => {
      await client.cancelQueries({ queryKey: key })
      client.setQueryData<Import>(key, (known) => known && { ...known, mapping })
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['imports'] }),
  })
}

export function useCommitImport(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (as: ImportAs) => api.post(`/imports/${id}/commit`, { as }),
    onSettled: () => client.invalidateQueries({ queryKey: ['imports'] }),
  })
}

/** 撤销导入. */
export function useUndoImport(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => api.delete(`/imports/${id}`),
    onSettled: () => client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'sessions' }),
  })
}
