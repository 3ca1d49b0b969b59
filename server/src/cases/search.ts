import { bigramsOf, matchableOf, normalisePhone } from '@zhiwei/text'
import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool, sql } from 'kysely'
import type { Tables, Tx } from '../platform/database.ts'
import type { Actor } from '../platform/http.ts'
import { countCap } from '../platform/keyset.ts'
import { isAboveCap, noteAboveCap } from './above-cap.ts'
import { readCaseNumber } from './numbers.ts'

export type CaseCondition = (eb: ExpressionBuilder<Tables, 'complaint_case'>) => ExpressionWrapper<Tables, 'complaint_case', SqlBool>

/** Finds customers by phone for those who may read customers; given by the customers module. */
export type CustomersByPhone = (tx: Tx, tenantId: string, phone: string) => Promise<string[]>

const phoneDigitsAtLeast = 7

/** `total`: how many cases meet it, as far as the looking up has told already. */
export type Search = { condition: CaseCondition; total: number | null }

/**
 * What a search word means: a case number, a phone number (for those who may read customers), or any run of two characters
 * or more in subject, text, messages and notes.
 */
export async function searchFor(tx: Tx, actor: Actor, q: string, customersByPhone: CustomersByPhone): Promise<Search> {
  const number = readCaseNumber(q)
  const phone = normalisePhone(q)
  const customerIds =
    phone && phone.length >= phoneDigitsAtLeast && actor.permissions.has('customers:read')
      ? await customersByPhone(tx, actor.tenantId, phone)
      : []
  const folded = matchableOf(q)
  const byText = folded ? await searchTexts(tx, actor.tenantId, folded) : nothing
  if (!number && customerIds.length === 0) return byText
  return {
    condition: (eb) =>
      eb.or([
        ...(number ? [eb('complaint_case.number', '=', number)] : []),
        ...(customerIds.length ? [eb('complaint_case.customer_id', 'in', customerIds)] : []),
        ...(byText.total === 0 ? [] : [byText.condition(eb)]),
      ]),
    total: null,
  }
}

const nothing: Search = { condition: (eb) => eb.or([]), total: 0 }

/**
 * Bigrams narrow by index, `position` rechecks the exact run of characters where the word is longer than one of them. A word with few hits gives their ids; one with many is
 * better met by walking the cases newest first and looking at each.
 */
async function searchTexts(tx: Tx, tenantId: string, folded: string): Promise<Search> {
  const query = tsqueryOf(folded)
  const toRecheck = bigramsOf(folded).length > 1 ? folded : null
  const rechecked = toRecheck === null ? sql`` : sql`and position(${toRecheck} in body) > 0`
  const common: Search = {
    condition: () =>
      sql<SqlBool>`exists (select 1 from search_doc where tenant_id = ${tenantId} and case_id = complaint_case.id
        and tokens @@ ${query}::tsquery ${rechecked} offset 0)` as never,
    total: countCap + 1,
  }
  const word = `${tenantId} ${folded}`
  if (isAboveCap(word)) return common
  // The ids come and go as one text: thousands of them are not looked at here.
  const { rows } = await sql<{ ids: string; total: number }>`-- prepared: search_cases
    select coalesce(array_agg(case_id), '{}')::text as ids, count(*) as total
    from search_cases(${query}::tsquery, ${toRecheck}, ${countCap + 1})`.execute(tx)
  const { ids = '{}', total = 0 } = rows[0] ?? {}
  if (total > countCap) noteAboveCap(word)
  if (total > countCap) return common
  return { condition: () => sql<SqlBool>`complaint_case.id = any(${ids}::uuid[])` as never, total }
}

/** Every bigram of the word, in tsquery's own text form. */
export const tsqueryOf = (folded: string) => quotedBigramsOf(folded).join(' & ')
/** Every bigram of a text, in tsvector's own text form. */
export const tsvectorOf = (folded: string) => quotedBigramsOf(folded).join(' ')

const quotedBigramsOf = (folded: string) => {
  const bigrams = bigramsOf(folded)
  const quote = /[\\']/.test(folded) ? (bigram: string) => `'${bigram.replace(/[\\']/g, '$&$&')}'` : (bigram: string) => `'${bigram}'`
  return bigrams.map(quote)
}
