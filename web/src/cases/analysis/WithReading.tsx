import { type ReactNode, useMemo, useState } from 'react'
import { useCaseAnalysis } from './queries.ts'
import { PointedContext, type Reading, ReadingContext } from './reading.ts'

type Props = { caseId: string; onShow: () => void; children: ReactNode }

/** What the machine read, and where the person looks; the page is there before it. */
export function WithReading({ caseId, onShow, children }: Props) {
  const { data, error, refetch } = useCaseAnalysis(caseId)
  const [shown, setShown] = useState<Reading['shown']>(null)
  const reading = useMemo<Reading>(
    () => ({
      analysis: data,
      problem: error,
      retry: () => void refetch(),
      shown,
      show: (eventNo) => {
        onShow()
        setShown((before) => ({ eventNo, turn: (before?.turn ?? 0) + 1 }))
      },
    }),
    [data, error, refetch, shown, onShow],
  )
  return (
    <ReadingContext value={reading}>
      <WithPointed>{children}</WithPointed>
    </ReadingContext>
  )
}

function WithPointed({ children }: { children: ReactNode }) {
  const [keys, point] = useState<readonly string[]>([])
  const pointed = useMemo(() => ({ keys, point }), [keys])
  return <PointedContext value={pointed}>{children}</PointedContext>
}
