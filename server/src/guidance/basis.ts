import { analysesOf, type Case } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import type { Basis } from './lscia/select.ts'

/** How the customer stands now: stage of the case; state of mind and emotion of the last text that tells; language of the last text. */
export async function basisOf(tx: Tx, complaintCase: Case): Promise<{ basis: Basis; language: 'zh' | 'en' }> {
  const analyses = await analysesOf(tx, complaintCase.tenant_id, complaintCase.id)
  const read = analyses.map(({ result }) => result)
  const emotion = read.at(-1)?.emotion ?? null
  return {
    basis: {
      stage: complaintCase.stage,
      mindset: read.findLast(({ mindset }) => mindset !== null)?.mindset ?? null,
      emotion: emotion && { kind: emotion.kind, level: emotion.level },
    },
    language: read.at(-1)?.language === 'en' ? 'en' : 'zh',
  }
}
