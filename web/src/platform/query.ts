import { QueryClient } from '@tanstack/react-query'
import { isProblem } from './problem.ts'

/**
 * The one cache of server data. A query key begins with the noun of its address (`['cases', filter]`, `['cases', id, 'timeline']`),
 * because the live stream tells which nouns changed.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 15_000, retry: isWorthRetrying, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
})

/** A refusal stays a refusal; a lost connection or a restarting server deserves two more tries. */
function isWorthRetrying(failures: number, error: unknown) {
  const isPassing = isProblem(error, 'UNREACHABLE', 'UNREADABLE', 'DATABASE_UNAVAILABLE', 'SHUTTING_DOWN')
  return isPassing && failures < 2
}
