import { AnalysisPanel } from '../analysis/AnalysisPanel.tsx'
import { SimilarSolved } from '../similar/SimilarSolved.tsx'
import { Clocks } from './Clocks.tsx'
import { Marks } from './Marks.tsx'
import { NextAct } from './NextAct.tsx'
import { Answered, FollowUps, Returned, RootCause } from './Outcome.tsx'
import { Remedies } from './Remedies.tsx'
import { Tasks } from './Tasks.tsx'

/** The right column: what to do now (unless its form is open already), until when, and what has been decided. */
export function NowColumn({ isActing = false }: { isActing?: boolean }) {
  return (
    <>
      {!isActing && <NextAct />}
      <Clocks />
      <Marks />
      <AnalysisPanel />
      <Tasks />
      <Remedies />
      <Returned />
      <Answered />
      <FollowUps />
      <RootCause />
      <SimilarSolved />
    </>
  )
}
