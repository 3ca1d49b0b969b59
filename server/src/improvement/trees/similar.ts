import type { SimilarCauses } from '@zhiwei/contract'
import { bigramsOf, foldText } from '@zhiwei/text'
import { sql } from 'kysely'
import { visibleCases } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { wholeList } from '../../platform/keyset.ts'
import { visibleTrees } from './visible.ts'

const mostTrees = 500
const most = 12
/** Of two short phrases that share a quarter of their pairs of characters one sees at once what they have in common. */
const leastAlike = 0.2
const yearMs = 365 * 86_400_000

type Query = { q: string; caseId?: string[] | undefined; except?: string | undefined }

/**
 * 相似的既往原因: what earlier drawings confirmed where the words are alike, then the causes most often found on cases of the same categories.
 * Source: docs/rules/causes.md
 */
export async function similarCauses(tx: Tx, actor: Actor, { q, caseId = [], except }: Query, now: Date): Promise<SimilarCauses> {
  const { tenantId } = actor
  const wanted = new Set(bigramsOf(foldText(q)))
  const trees = await tx
    .selectFrom('cause_tree')
    .select(['id', 'title', 'nodes'])
    .where('tenant_id', '=', tenantId)
    .where(visibleTrees(tx, actor))
    .$if(except !== undefined, (rows) => rows.where('id', '<>', except as string))
    .orderBy('changed_at', 'desc')
    .limit(mostTrees)
    .execute()
  const alike = trees
    .flatMap(({ id, title, nodes }) =>
      nodes
        .filter(({ state, cause }) => state === 'confirmed' || cause !== null)
        .map((node) => ({
          text: node.text,
          cause: node.cause,
          from: 'tree' as const,
          tree: { id, name: title },
          cases: null,
          // The problem it was the cause of, or the cause itself, said alike.
          likeness: Math.max(likenessOf(wanted, node.text), likenessOf(wanted, title)),
        })),
    )
    .filter(({ likeness }) => likeness >= leastAlike)
    .sort((one, other) => other.likeness - one.likeness)
  const told = new Set<string>()
  const distinct = alike.filter(({ text, cause }) => {
    const key = cause ?? foldText(text)
    return !told.has(key) && told.add(key)
  })
  const often = caseId.length > 0 ? await causesOfCategories(tx, actor, caseId, new Date(now.getTime() - yearMs)) : []
  const found = often
    .filter(({ cause }) => !told.has(cause))
    .map(({ cause, name, cases }) => ({ text: name, cause, from: 'cases' as const, tree: null, cases, likeness: likenessOf(wanted, name) }))
  return wholeList([...distinct.slice(0, most - Math.min(4, found.length)), ...found].slice(0, most))
}

function likenessOf(wanted: ReadonlySet<string>, text: string): number {
  const own = new Set(bigramsOf(foldText(text)))
  if (own.size === 0 || wanted.size === 0) return 0
  let shared = 0
  for (const pair of own) if (wanted.has(pair)) shared++
  // By the shorter one: a cause in six characters is found in a problem of sixty.
  return Number((shared / Math.min(own.size, wanted.size)).toFixed(3))
}

async function causesOfCategories(tx: Tx, actor: Actor, caseIds: string[], from: Date) {
  const categories = await tx
    .selectFrom('complaint_case')
    .select('category')
    .distinct()
    .where('tenant_id', '=', actor.tenantId)
    .where('id', 'in', caseIds)
    .where(visibleCases(actor))
    .where('category', 'is not', null)
    .execute()
  const codes = categories.flatMap(({ category }) => category ?? [])
  if (codes.length === 0) return []
  const { rows } = await sql<{ cause: string; name: string; cases: number }>`
    select c.root_cause as cause, k.name, count(*) as cases
    from complaint_case c join cause k on k.tenant_id = c.tenant_id and k.code = c.root_cause
    where c.tenant_id = ${actor.tenantId} and c.root_cause is not null and c.category = any(${codes}) and c.received_at >= ${from}
    group by 1, 2 order by 3 desc limit 6`.execute(tx)
  return rows
}
