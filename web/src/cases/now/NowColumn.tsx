import { CaseAdherenceBox } from '../../processes/index.ts'
import { WhyHere } from '../../queue/index.ts'
import { AdvicePanel } from '../../resolution/index.ts'
import { AnalysisPanel } from '../analysis/AnalysisPanel.tsx'
import { useCaseOnPage } from '../case-context.ts'
import { SimilarSolved } from '../similar/SimilarSolved.tsx'
import { Clocks } from './Clocks.tsx'
import { Dispute } from './Dispute.tsx'
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
      <Dispute />
      <Clocks />
      <Marks />
      <Why />
      <AnalysisPanel />
      <Tasks />
      <Adherence />
      <Authority />
      <Remedies />
      <Returned />
      <Answered />
      <FollowUps />
      <RootCause />
      <SimilarSolved />
    </>
  )
}

function Adherence() {
  return <CaseAdherenceBox caseId={useCaseOnPage().complaintCase.id} />
}

/** 额度与建议, as long as something may still be granted here. */
function Authority() {
  const { complaintCase } = useCaseOnPage()
  const mayDecide = ['remedies', 'settlements', 'approvals'].some((noun) => complaintCase.can[noun]?.allowed)
  const waiting = complaintCase.remedies.find(({ state }) => state === 'awaitingApproval')
  return mayDecide ? <AdvicePanel caseId={complaintCase.id} amountFen={waiting?.amountFen} /> : null
}

function Why() {
  return <WhyHere complaintCase={useCaseOnPage().complaintCase} />
}
