import type { Finding } from '@zhiwei/contract'
import { isSameMatter, signatureOf } from '@zhiwei/text'
import type { Tx } from '../platform/database.ts'
import type { Actor } from '../platform/http.ts'
import { candidateRows, casesByBands, comparedLength } from './similar-candidates.ts'

type SameWords = { caseId: string; customerId: string | null; finding: Finding | null }

/** 同文: complaints of other people that say the same in nearly the same words, of those the person may see; the newest of each band. */
export async function sameWordsOfOthers(
  tx: Tx,
  actor: Actor,
  { id, customerId, text }: { id: string; customerId: string | null; text: string },
): Promise<SameWords[]> {
  const { found } = await casesByBands(tx, actor.tenantId, id, text)
  const likely = found.filter(({ shared }) => shared > 1).map((row) => row.id)
  if (likely.length === 0) return []
  const signature = signatureOf(text.slice(0, comparedLength))
  const rows = await candidateRows(tx, actor, likely)
  return rows
    .filter((row) => customerId === null || row.customer_id !== customerId)
    .filter((row) => isSameMatter(signature, signatureOf(row.text)))
    .map((row) => ({ caseId: row.id, customerId: row.customer_id, finding: row.finding }))
}
