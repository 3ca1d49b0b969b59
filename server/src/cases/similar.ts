import type { RemedyKind, SameMatterCase, SimilarCase, SimilarCases } from '@zhiwei/contract'
import { bigramsOf, foldText, isSameMatter, samenessOf, signatureOf, weightedSimilarityOf } from '@zhiwei/text'
import type { Tx } from '../platform/database.ts'
import type { Actor } from '../platform/http.ts'
import { wholeList } from '../platform/keyset.ts'
import { findCase, firstTextOf } from './detail.ts'
import type { Case } from './lifecycle.ts'
import { candidateRows, casesByBands, casesByWords, comparedLength, tellingOf } from './similar-candidates.ts'

/** What came of cases: the remedy granted last and the answer to the customer. Wired in app.ts. */
export type Outcome = { remedy: { kind: RemedyKind; amountFen: number } | null; answer: string | null }
export type OutcomesOf = (tx: Tx, tenantId: string, caseIds: string[]) => Promise<Map<string, Outcome>>

type Candidate = Awaited<ReturnType<typeof candidateRows>>[number]

const shownAtMost = 10
/** Below, two complaints have hardly more in common than any two of one company. */
const similarityAtLeast = 0.12
/** Texts alike by .7 share two of sixteen bands in 99 of 100 cases; most that share one are strangers. */
const sharedBands = 2
const answerLength = 200
const solved: Case['status'][] = ['answered', 'confirmed', 'closed', 'archived']

/**
 * 相似工单: cases answered before that tell something alike, the most alike first, with finding, remedy and answer; and, apart from them, the
 * same matter told by other people (疑似群诉), which is shown and never merged.
 * @throws CASE_NOT_FOUND
 */
export async function similarCases(tx: Tx, actor: Actor, idOrNumber: string, now: Date, outcomesOf: OutcomesOf): Promise<SimilarCases> {
  const complaintCase = await findCase(tx, actor, idOrNumber)
  const { tenantId } = actor
  const whole = (await firstTextOf(tx, tenantId, complaintCase.id))?.text ?? ''
  const text = whole.slice(0, comparedLength)
  const telling = await tellingOf(tx, now.getTime())
  const byBands = await casesByBands(tx, tenantId, complaintCase.id, whole)
  const byWords = await casesByWords(tx, text, telling)
  const ids = [...new Set([...byBands.found.map(({ id }) => id), ...byWords])].filter((id) => id !== complaintCase.id)
  const candidates = ids.length ? await candidateRows(tx, actor, ids) : []

  const likely = new Set(byBands.found.filter(({ shared }) => shared >= sharedBands).map(({ id }) => id))
  const bigrams = bigramsOf(foldText(text))
  const alike = candidates
    .filter(({ status }) => solved.includes(status))
    .map((candidate) => ({ candidate, similarity: weightedSimilarityOf(bigrams, bigramsOf(foldText(candidate.text)), telling.weightOf) }))
    .filter(({ similarity }) => similarity >= similarityAtLeast)
    .sort((a, b) => b.similarity - a.similarity || b.candidate.received_at.getTime() - a.candidate.received_at.getTime())
    .slice(0, shownAtMost)
  const outcomes = await outcomesOf(
    tx,
    tenantId,
    alike.map(({ candidate }) => candidate.id),
  )
  return {
    ...wholeList(alike.map(({ candidate, similarity }) => similarRow(candidate, similarity, outcomes.get(candidate.id)))),
    sameMatter: sameMatterOf(
      complaintCase,
      text,
      candidates.filter(({ id }) => likely.has(id)),
      byBands.capped,
    ),
  }
}

function similarRow(candidate: Candidate, similarity: number, outcome: Outcome | undefined): SimilarCase {
  return {
    id: candidate.id,
    number: candidate.number,
    subject: candidate.subject,
    excerpt: candidate.excerpt,
    status: candidate.status,
    category: candidate.category,
    severity: candidate.severity,
    receivedAt: candidate.received_at.toISOString(),
    closedAt: candidate.closed_at?.toISOString() ?? null,
    similarity: rounded(similarity),
    finding: candidate.finding,
    remedy: outcome?.remedy ?? null,
    answer: outcome?.answer === undefined || outcome.answer === null ? null : Array.from(outcome.answer).slice(0, answerLength).join(''),
  }
}

/** Nobody knows whether two without a name are one person: they count as two. */
function sameMatterOf({ customer_id: own }: Case, text: string, candidates: Candidate[], capped: boolean): SimilarCases['sameMatter'] {
  const signature = signatureOf(text)
  const same = candidates
    .filter(({ customer_id: customerId }) => own === null || customerId !== own)
    .map((candidate) => ({ candidate, signature: signatureOf(candidate.text) }))
    .filter((other) => isSameMatter(signature, other.signature))
    .sort((a, b) => b.candidate.received_at.getTime() - a.candidate.received_at.getTime())
  const people = new Set(same.map(({ candidate }) => candidate.customer_id ?? candidate.id))
  const rows = same.map(
    (other): SameMatterCase => ({
      id: other.candidate.id,
      number: other.candidate.number,
      subject: other.candidate.subject,
      status: other.candidate.status,
      receivedAt: other.candidate.received_at.toISOString(),
      sameness: rounded(samenessOf(signature, other.signature)),
    }),
  )
  return { rows, people: people.size, capped: capped && rows.length > 0 }
}

const rounded = (share: number) => Math.round(share * 1_000) / 1_000
