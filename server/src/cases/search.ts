import { bigramsOf, matchableOf, normalisePhone } from '@zhiwei/text'
import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool, sql } from 'kysely'
import type { Tables, Tx } from '../platform/database.ts'
import type { Actor } from '../platform/http.ts'
import { countCap } from '../platform/keyset.ts'
import { readCaseNumber } from './numbers.ts'

export type CaseCondition = (eb: ExpressionBuilder<Tables, 'complaint_case'>) => ExpressionWrapper<Tables, 'complaint_case', SqlBool>

/** Finds customers by phone for those who may read customers; given by the customers module. */
export type CustomersByPhone = (tx: Tx, tenantId: string, phone: string) => Promise<string[]>

const phoneDigitsAtLeast = 7

/**
 * What a search word means: a case number, a phone number (for those who may read customers), or any run of two characters
 * or more in subject, text, messages and notes.
 */
export async function searchCondition(tx: Tx, actor: Actor, q: string, customersByPhone: CustomersByPhone): Promise<CaseCondition> {
  const number = readCaseNumber(q)
  const phone = normalisePhone(q)
  const customerIds =
    phone && phone.length >= phoneDigitsAtLeast && actor.permissions.has('customers:read')
      ? await customersByPhone(tx, actor.tenantId, phone)
      : []
  const folded = matchableOf(q)
  const byText = folded ? await textCondition(tx, actor.tenantId, folded) : null
  return (eb) =>
    eb.or([
      ...(number ? [eb('complaint_case.number', '=', number)] : []),
      ...(customerIds.length ? [eb('complaint_case.customer_id', 'in', customerIds)] : []),
      ...(byText ? [byText(eb)] : []),
    ])
}

/**
 * Bigrams narrow by index, `position` rechecks the exact run of characters. A word with few hits gives their ids; one with many is
 * better met by walking the cases newest first and looking at each.
 */
async function textCondition(tx: Tx, tenantId: string, folded: string): Promise<CaseCondition> {
  const query = tsqueryOf(folded)
  const { rows } = await sql<{ case_id: string }>`select case_id from search_cases(${query}::tsquery, ${folded}, ${countCap + 1})`.execute(
    tx,
  )
  if (rows.length <= countCap) return () => sql<SqlBool>`complaint_case.id = any(${rows.map((row) => row.case_id)}::uuid[])` as never
  return () =>
    sql<SqlBool>`exists (select 1 from search_doc where tenant_id = ${tenantId} and case_id = complaint_case.id
      and tokens @@ ${query}::tsquery and position(${folded} in body) > 0 offset 0)` as never
}

/** Every bigram of the word, in tsquery's own text form. */
export const tsqueryOf = (folded: string) => quotedBigramsOf(folded).join(' & ')
/** Every bigram of a text, in tsvector's own text form. */
export const tsvectorOf = (folded: string) => quotedBigramsOf(folded).join(' ')

const quotedBigramsOf = (folded: string) => bigramsOf(folded).map((bigram) => `'${bigram.replace(/[\\']/g, '$&$&')}'`)
