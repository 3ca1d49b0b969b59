import { OutlookPanel } from '../../case-warnings/index.ts'
import { ProtectButton } from '../../conduct/index.ts'
import { GuidePanel, PromisePanel } from '../../guidance/index.ts'
import { MarksPanel } from '../../ideas/index.ts'
import { ProposalPanel } from '../../portrait/index.ts'
import { CaseAdherenceBox } from '../../processes/index.ts'
import { WhyHere } from '../../queue/index.ts'
import { AdvicePanel } from '../../resolution/index.ts'
import { availabilityOf, isAllowed } from '../acts/availability.ts'
import { AnalysisPanel } from '../analysis/AnalysisPanel.tsx'
import { useCaseOnPage } from '../case-context.ts'
import { SimilarSolved } from '../similar/SimilarSolved.tsx'
import { Clocks } from './Clocks.tsx'
import { Dispute } from './Dispute.tsx'
import { Knowledge } from './Knowledge.tsx'
import { Marks } from './Marks.tsx'
import { NextAct } from './NextAct.tsx'
import { Answered, Findings, FollowUps, Returned, RootCause } from './Outcome.tsx'
import { Remedies } from './Remedies.tsx'
import { Tasks } from './Tasks.tsx'

/** The right column: what to do now (unless its form is open already), until when, and what has been decided. */
export function NowColumn({ isActing = false }: { isActing?: boolean }) {
  return (
    <>
      {!isActing && <NextAct />}
      <Dispute />
      <Clocks />
      <Promises />
      <Guidance />
      <Marks />
      <Outlook />
      <Why />
      <AnalysisPanel />
      <Tasks />
      <Adherence />
      <Authority />
      <Proposals />
      <Remedies />
      <Returned />
      <Findings />
      <Answered />
      <FollowUps />
      <RootCause />
      <Knowledge />
      <Wishes />
      <SimilarSolved />
      <Protection />
    </>
  )
}

function Promises() {
  return <PromisePanel caseId={useCaseOnPage().complaintCase.id} />
}

/** 处理指引: what it proposes to say goes into the answer, or where none can be given yet into a message. */
function Guidance() {
  const { complaintCase, write } = useCaseOnPage()
  const mode = availabilityOf(complaintCase, 'answers') === 'allowed' ? 'answers' : 'messages'
  const onSay = availabilityOf(complaintCase, mode) === 'allowed' ? (text: string) => write(mode, text) : undefined
  return complaintCase.closedAt === null ? <GuidePanel caseId={complaintCase.id} onSay={onSay} /> : null
}

function Outlook() {
  return <OutlookPanel caseId={useCaseOnPage().complaintCase.id} />
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

/** 曾让客户满意 and 感谢: fills the forms; a person sends them. */
function Proposals() {
  const { complaintCase, openAct } = useCaseOnPage()
  return (
    <ProposalPanel
      caseId={complaintCase.id}
      onUse={isAllowed(complaintCase, 'remedies') ? (preset) => openAct('remedies', preset) : undefined}
      onThank={isAllowed(complaintCase, 'thanks') ? (text) => openAct('thanks', { text }) : undefined}
    />
  )
}

function Wishes() {
  return <MarksPanel caseId={useCaseOnPage().complaintCase.id} />
}

function Why() {
  return <WhyHere complaintCase={useCaseOnPage().complaintCase} />
}

/** 有人受到威胁. */
function Protection() {
  return <ProtectButton caseId={useCaseOnPage().complaintCase.id} />
}
