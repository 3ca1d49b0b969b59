import type { SpeechCheck } from '@zhiwei/contract'
import { needSentences, softened, speechMarks } from '@zhiwei/text'
import { findCase } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { basisOf } from '../basis.ts'

/**
 * 措辞检查: what a draft to this customer should not say, the draft with milder words, and four sentences to begin with. Keeps nothing.
 * @throws CASE_NOT_FOUND
 */
export async function checkSpeech(tx: Tx, actor: Actor, caseId: string, text: string): Promise<SpeechCheck> {
  const complaintCase = await findCase(tx, actor, caseId)
  const { basis, language } = await basisOf(tx, complaintCase)
  const marks = speechMarks(text)
  return {
    language,
    marks: marks.map(({ code, kind, span, instead }) => ({
      code,
      kind,
      span: [span[0], span[1]],
      word: text.slice(...span),
      instead: [...instead],
    })),
    softened: marks.length > 0 ? softened(text, marks) : null,
    proposal: needSentences({
      language,
      what: complaintCase.subject,
      emotion: basis.emotion?.kind ?? null,
      mindset: basis.mindset,
    }),
  }
}
