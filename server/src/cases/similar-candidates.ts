import { bigramsOf, foldText, signatureOf, type WeightOf, weightsFrom } from '@zhiwei/text'
import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import type { Actor } from '../platform/http.ts'
import { visibleCases } from './policy.ts'
import { textOfComplaint } from './rows-over-status.ts'

/** Newest cases of one band that are looked at: ten thousand equal texts cost no more than fifty. */
const casesABand = 50
const byBandsAtMost = 60
const byWordsAtMost = 80
/** Rare pairs of characters by which the index is asked: a case that has three of them may be alike. */
const askedTokens = { least: 4, most: 12 }
/** Entries of the index times the ways in which three of the tokens can meet: about 4 ms. With more texts stored fewer pairs are asked for. */
const workAtMost = 50_000

/** So much of a text is compared: whoever writes more has said it by then. */
export const comparedLength = 2_000

/** Cases whose complaint shares a band with this text: those that share most, then the newest. `capped`: a band had more than are looked at. */
export async function casesByBands(tx: Tx, tenantId: string, caseId: string, text: string) {
  const { bands } = signatureOf(text)
  if (bands.length === 0) return { found: [], capped: false }
  const { rows } = await sql<{ id: string; shared: number; band_size: number }>`-- prepared: cases_by_bands
    select case_id as id, count(*)::int as shared, max(size)::int as band_size
    from (
      select b.case_id, count(*) over (partition by asked.band) as size
      from unnest(${bands}::int[]) as asked (band)
      cross join lateral (
        select case_id from case_band where tenant_id = ${tenantId} and band = asked.band order by case_id desc limit ${casesABand}
      ) b
    ) found
    where case_id <> ${caseId} group by case_id order by shared desc, case_id desc limit ${byBandsAtMost}`.execute(tx)
  return { found: rows, capped: rows.some((row) => row.band_size === casesABand) }
}

/** Cases that have three of the rarest pairs of characters of this text, by the search index; any of them where there are many. */
export async function casesByWords(tx: Tx, text: string, telling: Telling): Promise<string[]> {
  const asked = rarestOf(text, telling).map((bigram) => `'${bigram}'`)
  if (asked.length < 3) return []
  const { rows } = await sql<{ case_id: string }>`-- prepared: cases_by_words
    select case_id from search_cases(${threeOf(asked)}::tsquery, null, ${byWordsAtMost})`.execute(tx)
  return rows.map((row) => row.case_id)
}

function rarestOf(text: string, { weightOf, texts }: Telling): string[] {
  const rarestFirst = bigramsOf(foldText(text))
    .filter((bigram) => /^[\p{L}\p{N}]+$/u.test(bigram) && !/^\d+$/.test(bigram))
    // Of equally rare ones not those the text begins with: openings are alike everywhere.
    .sort((a, b) => weightOf(b) - weightOf(a) || (a < b ? -1 : 1))
  let entries = 0
  let asked = 0
  for (const bigram of rarestFirst.slice(0, askedTokens.most)) {
    entries += texts * Math.exp(-weightOf(bigram))
    if (asked >= askedTokens.least && (entries * asked * (asked - 1)) / 2 > workAtMost) break
    asked++
  }
  return rarestFirst.slice(0, asked)
}

/** A query met by whatever has three of the tokens. */
function threeOf(tokens: string[]): string {
  const ways = tokens
    .slice(0, -2)
    .flatMap((first, at) =>
      tokens.slice(at + 1, -1).map((second, next) => `${first} & ${second} & (${tokens.slice(at + next + 2).join(' | ')})`),
    )
  return ways.map((way) => `(${way})`).join(' | ')
}

/** What lists show of these cases, with the masked complaint; only those the person may see, none erased or merged. */
export const candidateRows = (tx: Tx, actor: Actor, ids: string[]) =>
  tx
    .selectFrom('complaint_case')
    .select(['id', 'number', 'subject', 'excerpt', 'status', 'category', 'severity', 'received_at', 'closed_at', 'finding', 'customer_id'])
    .select(sql<string>`left(coalesce(${textOfComplaint('complaint_case')}, ''), ${comparedLength})`.as('text'))
    .where('complaint_case.tenant_id', '=', actor.tenantId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('complaint_case.erased_at', 'is', null)
    .where('merged_into', 'is', null)
    .where(visibleCases(actor))
    .execute()

/** How much pairs of characters tell in this installation, and how many texts it holds. */
export type Telling = { weightOf: WeightOf; texts: number }

const keptMs = 10 * 60_000
let kept: { telling: Telling; until: number } | undefined

/** From the statistics PostgreSQL keeps of all search texts. */
export async function tellingOf(tx: Tx, nowMs: number): Promise<Telling> {
  if (kept && kept.until > nowMs) return kept.telling
  const { rows } = await sql<{
    token: string
    frequency: number
    texts: number
  }>`select token, frequency, texts from common_tokens()`.execute(tx)
  const weightOf = weightsFrom(new Map(rows.map(({ token, frequency }) => [token, frequency])))
  kept = { telling: { weightOf, texts: Math.max(0, rows[0]?.texts ?? 0) }, until: nowMs + keptMs }
  return kept.telling
}
