import { type KnowledgeText, LetterText, PlanText } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { daysAfter, todayOf } from './days.ts'
import entitlementFile from './starter/entitlements.json' with { type: 'json' }
import lawFile from './starter/laws.json' with { type: 'json' }
import letterFile from './starter/letters.json' with { type: 'json' }
import planFile from './starter/plans.json' with { type: 'json' }
import './tables.ts'
import { versionColumns } from './write.ts'

type Law = {
  key: string
  law: string
  article: string | null
  text: string
  validFrom: string
  endsOn?: string
  endReason?: string
  source: string
  confidence: string
}

/** Each is to be looked at within so many days of the start, a few at a time. */
const firstReview = { afterDays: 90, apartDays: 7 }

/** What ships: parsed when first asked for. */
const shippedEntries = () =>
  [
    ...planFile.map((plan) => ({ key: plan.key, citations: plan.citations, content: contentOf('plan', plan) })),
    ...letterFile.map((letter) => ({ key: letter.key, citations: letter.citations, content: contentOf('letter', letter) })),
  ] as const

function contentOf(
  kind: KnowledgeText['kind'],
  { title, categories, causes = [], text }: { title: string; categories: string[]; causes?: string[]; text: unknown },
) {
  const parsed = kind === 'plan' ? PlanText.parse(text) : LetterText.parse(text)
  return { kind, title, categories, causes, citations: [], text: parsed } as KnowledgeText
}

/**
 * 初始预案: law articles, plans (the last of them for threatened staff), letters and entitlements a tenant begins with and then edits; in force from the start, to be reviewed within
 * months. What is there already is left as it is. Law whose text was not at hand is cited without number.
 * @returns how many plans and letters were added
 */
export async function addStarterSet(tx: Tx, tenantId: string, now: Date): Promise<{ added: number }> {
  const today = await todayOf(tx, tenantId, now)
  const lawIds = await addLaws(tx, tenantId, now)
  const known = await tx
    .selectFrom('knowledge_entry')
    .select('starter')
    .where('tenant_id', '=', tenantId)
    .where('starter', 'is not', null)
    .execute()
  const there = new Set(known.map((row) => row.starter))
  const fresh = shippedEntries()
    .filter(({ key }) => !there.has(key))
    .map((entry, at) => ({ ...entry, id: newId(), reviewOn: daysAfter(today, firstReview.afterDays + at * firstReview.apartDays) }))
  if (fresh.length > 0) await insertEntries(tx, tenantId, fresh, lawIds, now)
  await addEntitlements(tx, tenantId, lawIds, now)
  return { added: fresh.length }
}

type Fresh = ReturnType<typeof shippedEntries>[number] & { id: string; reviewOn: string }

async function insertEntries(tx: Tx, tenantId: string, fresh: Fresh[], lawIds: Map<string, string>, now: Date) {
  const nobody = { made_by: null, submitted_by: null, decided_by: null }
  await tx
    .insertInto('knowledge_entry')
    .values(
      fresh.map(({ id, key, content, reviewOn }) => ({
        tenant_id: tenantId,
        id,
        kind: content.kind,
        at: now,
        made_by: null,
        owner_id: null,
        review_on: reviewOn,
        warn_days: 30,
        told_on: null,
        retired_at: null,
        retired_by: null,
        retired_reason: null,
        from_case_id: null,
        starter: key,
      })),
    )
    .execute()
  await tx
    .insertInto('knowledge_version')
    .values(
      fresh.map(({ id, content }) => ({
        tenant_id: tenantId,
        entry_id: id,
        no: 1,
        state: 'inForce' as const,
        ...versionColumns(content),
        note: '',
        made_at: now,
        ...nobody,
        editors: [],
        submitted_at: null,
        decided_at: null,
        decision_note: null,
        replaced_at: null,
      })),
    )
    .execute()
  const citations = fresh.flatMap(({ id, citations: keys }) =>
    keys.map((key) => ({ tenant_id: tenantId, entry_id: id, no: 1, law_id: lawIds.get(key) ?? key, text_no: 1 })),
  )
  await tx.insertInto('knowledge_citation').values(citations).execute()
}

/** @returns ids of the articles by their names in the files */
async function addLaws(tx: Tx, tenantId: string, now: Date): Promise<Map<string, string>> {
  const files: Law[] = lawFile
  for (const { law, article, endsOn, endReason, ...said } of files) {
    const id = newId()
    const { numAffectedRows } = await sql`
      insert into law_article (tenant_id, id, at, law, article, ends_on, end_reason)
      values (${tenantId}, ${id}, ${now}, ${law}, ${article}, ${endsOn ?? null}::date, ${endReason ?? null})
      on conflict (tenant_id, law, article) do nothing`.execute(tx)
    if (!numAffectedRows) continue
    await tx
      .insertInto('law_text')
      .values({
        tenant_id: tenantId,
        law_id: id,
        no: 1,
        text: said.text,
        valid_from: said.validFrom,
        source: said.source,
        confidence: said.confidence as 'H' | 'M' | 'L',
        at: now,
        by_id: null,
      })
      .execute()
  }
  const rows = await tx.selectFrom('law_article').select(['id', 'law', 'article']).where('tenant_id', '=', tenantId).execute()
  const ids = new Map(rows.map((row) => [`${row.law} ${row.article ?? ''}`, row.id]))
  return new Map(files.map(({ key, law, article }) => [key, ids.get(`${law} ${article ?? ''}`) as string]))
}

async function addEntitlements(tx: Tx, tenantId: string, lawIds: Map<string, string>, now: Date) {
  await tx
    .insertInto('entitlement')
    .values(
      entitlementFile.map((row) => ({
        tenant_id: tenantId,
        id: newId(),
        at: now,
        kind: row.kind as 'law',
        title: row.title,
        clause: row.clause,
        law_id: lawIds.get(row.law) ?? null,
        tiers: row.tiers,
        categories: row.categories,
        products: row.products,
        remedy: row.remedy as 'refund',
        max_fen: row.maxFen,
        within_days: row.withinDays,
        conditions: row.conditions,
        valid_from: row.validFrom,
        valid_to: null,
        source: row.source,
        made_by: null,
        starter: row.key,
      })),
    )
    .onConflict((conflict) => conflict.columns(['tenant_id', 'starter']).where('starter', 'is not', null).doNothing())
    .execute()
}
