import { GuidesPanel } from '../../guides/index.ts'
import { ClaimPanel, LettersButton, PlansPanel } from '../../knowledge/index.ts'
import { LessonLink } from '../../lessons/index.ts'
import { availabilityOf } from '../acts/availability.ts'
import { useCaseOnPage } from '../case-context.ts'

/** 预案、诉求核对、函件: what they propose to say goes where something can be written to the customer now. */
export function Knowledge() {
  const { complaintCase, write } = useCaseOnPage()
  const mode = (['answers', 'messages'] as const).find((noun) => availabilityOf(complaintCase, noun) === 'allowed')
  const onSay = mode && ((words: string) => write(mode, words))
  return (
    <>
      <PlansPanel caseId={complaintCase.id} onSay={onSay} />
      <GuidesPanel caseId={complaintCase.id} onSay={onSay} />
      <ClaimPanel caseId={complaintCase.id} />
      <LettersButton caseId={complaintCase.id} onSay={onSay} />
      {(complaintCase.status === 'closed' || complaintCase.status === 'archived') && <LessonLink caseId={complaintCase.id} />}
    </>
  )
}
