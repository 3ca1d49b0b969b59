import { useState } from 'react'
import { useSession } from '../platform/index.ts'
import { useCaseOnPage } from './case-context.ts'
import { newsSince, type Seen } from './news.ts'

/** The version an act sends, and what others did meanwhile; `acknowledge` goes on with the newest. */
export function useSeenVersion() {
  const { complaintCase, rows, isFetching } = useCaseOnPage()
  const { user } = useSession()
  const latest = { version: complaintCase.version, no: rows.at(-1)?.no ?? 0 }
  const [seen, setSeen] = useState<Seen>(latest)
  const since = newsSince(seen, { version: complaintCase.version, rows }, user.id)
  return { ...since, hasChanged: since.hasChanged && !isFetching, acknowledge: () => setSeen(latest) }
}
