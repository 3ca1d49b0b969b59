import type { Finding, FindingQuestions } from '@zhiwei/contract'

// 认定规则: what may be found, from the three questions about the staff and the cause. Pure. Source: docs/rules/finding.md

/** 期望过高, 客户使用: nobody of ours did wrong. */
const nobodysFault = ['expectation', 'customerUse']

/**
 * Three questions about the staff (态度对不对, 答得对不对, 流程走没走): all right, not substantiated; all wrong, substantiated; some wrong, that or partly;
 * nothing wrong but something unknown, unverifiable. A cause that is nobody's fault substantiates nothing in full.
 */
export function findingsAllowed(questions: FindingQuestions | null, cause: string | null): Finding[] {
  const ofCause = (finding: Finding) => finding !== 'substantiated' || cause === null || !nobodysFault.includes(cause.split('.')[0] ?? '')
  return ofQuestions(questions).filter(ofCause)
}

function ofQuestions(questions: FindingQuestions | null): Finding[] {
  if (!questions) return ['substantiated', 'partly', 'unsubstantiated', 'unverifiable']
  const answers = Object.values(questions)
  if (answers.every((answer) => answer === 'right')) return ['unsubstantiated']
  if (answers.every((answer) => answer === 'wrong')) return ['substantiated']
  if (answers.includes('wrong')) return ['substantiated', 'partly']
  return ['unverifiable']
}

/** 计入个人: does a finding count against the person? */
export const countsAgainst = (finding: Finding) => finding === 'substantiated' || finding === 'partly'
