import type { ActNoun } from '@zhiwei/contract'
import { useCaseAdherence } from './queries.ts'
import { useStepWords } from './use-step-words.ts'

/** 当场结清 is asked what an answer is asked. */
const writtenAs: Partial<Record<string, ActNoun>> = { settlements: 'answers' }

/** 必填: what the written process still asks of an act on this case, and each field in words. */
export function useRequiredFields(caseId: string, noun: string, input: Record<string, unknown>) {
  const words = useStepWords()
  const { data } = useCaseAdherence(caseId)
  const asked = data?.required.find(({ act }) => act === (writtenAs[noun] ?? noun))?.fields ?? []
  // A customer who was not reached has no satisfaction to tell.
  return { fields: noun === 'followUps' && input.verdict === 'unreached' ? [] : asked, words: words.field }
}
