import { normalisePhone } from '@zhiwei/text'
import type { Keys } from '../platform/crypto.ts'
import type { Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import type { Actor } from '../platform/http.ts'
import { isUuid } from '../platform/ids.ts'
import { cappedTotal, decodeCursor, pageOf } from '../platform/keyset.ts'
import type { CasesOfCustomers } from './cases-of-customers.ts'
import { canOf } from './policy.ts'
import {
  type After,
  countCustomers,
  findCustomerIds,
  type ListFilter,
  listCustomers,
  maskedCustomer,
  readContactPoints,
  readCustomers,
  readSurviving,
  type StoredCustomer,
} from './queries.ts'

const casesOnPage = 50
const casesPerCaller = 5
const callersShown = 20
/** Of these, the ones with open cases come first; a number's last 4 digits fit one customer in 10,000. */
const callersConsidered = 200

const noCases = { count: 0, openCount: 0, lastAt: null }

async function withCounts(tx: Tx, tenantId: string, customers: StoredCustomer[], cases: CasesOfCustomers) {
  const counts = await cases.countCases(
    tx,
    tenantId,
    customers.map(({ id }) => id),
  )
  return customers.map((customer) => {
    const { count, openCount, lastAt } = counts.get(customer.id) ?? noCases
    return { ...maskedCustomer(customer), caseCount: count, openCaseCount: openCount, lastCaseAt: lastAt?.toISOString() ?? null }
  })
}

/** 客户列表, newest change first. */
export async function customerPage(
  tx: Tx,
  keys: Keys,
  actor: Actor,
  query: ListFilter & { limit: number; cursor?: string | undefined },
  cases: CasesOfCustomers,
) {
  const { tenantId } = actor
  const found = await listCustomers(tx, keys, tenantId, query, query.limit, query.cursor === undefined ? undefined : afterOf(query.cursor))
  const { page, nextCursor } = pageOf(found, query.limit, (customer) => [customer.updated_at.toISOString(), customer.id])
  return {
    rows: await withCounts(tx, tenantId, page, cases),
    nextCursor,
    total: cappedTotal(await countCustomers(tx, keys, tenantId, query)),
  }
}

function afterOf(cursor: string): After {
  const [updatedAt, id] = decodeCursor(cursor, 2)
  if (typeof updatedAt !== 'string' || typeof id !== 'string' || !isUuid(id) || Number.isNaN(Date.parse(updatedAt))) {
    throw new AppError('CURSOR_INVALID', '请从第一页重新打开列表')
  }
  return { updatedAt: new Date(updatedAt).toISOString(), id }
}

/**
 * 客户页. Asked for a merged double it answers the surviving customer, whose id stands in `mergedInto` too: old links lead to the
 * person as they are now, and the page knows to put the new address in place of the old.
 * @throws NOT_FOUND
 */
export async function customerDetail(tx: Tx, actor: Actor, id: string, cases: CasesOfCustomers) {
  const { tenantId } = actor
  const customer = await readSurviving(tx, tenantId, id)
  if (!customer) throw new AppError('NOT_FOUND', '没有找到这位客户')
  const [row] = await withCounts(tx, tenantId, [customer], cases)
  if (!row) throw new Error('a row for each customer')
  const points = await readContactPoints(tx, tenantId, customer.id)
  const firstOfKind = new Set(['phone', 'email'].map((kind) => points.find((point) => point.kind === kind)?.id))
  const itsCases = await cases.casesOfCustomers(tx, actor, [customer.id], { limit: casesOnPage })
  return {
    ...row,
    mergedInto: customer.id === id ? null : customer.id,
    createdAt: customer.created_at.toISOString(),
    contactPoints: points.map((point) => ({
      id: point.id,
      kind: point.kind,
      value: point.value_masked,
      primary: firstOfKind.has(point.id),
      unproven: point.unproven,
    })),
    cases: itsCases.get(customer.id) ?? [],
    can: await canOf(tx, actor),
  }
}

/** 来电查找: who may be on the line, by the whole number or its last 4 digits; those with open cases first. */
export async function callerMatches(tx: Tx, keys: Keys, actor: Actor, phone: string, cases: CasesOfCustomers) {
  const { tenantId } = actor
  const typed = phone.normalize('NFKC').trim()
  if (!/^\d{4}$/.test(typed) && !normalisePhone(typed)) return { matches: [] }
  const ids = await findCustomerIds(tx, keys, tenantId, typed, callersConsidered)
  const rows = await withCounts(tx, tenantId, await readCustomers(tx, tenantId, ids), cases)
  const nearest = rows
    .sort((a, b) => b.openCaseCount - a.openCaseCount || (b.lastCaseAt ?? '').localeCompare(a.lastCaseAt ?? '') || a.id.localeCompare(b.id))
    .slice(0, callersShown)
  const shown = nearest.map(({ id }) => id)
  const openCases = await cases.casesOfCustomers(tx, actor, shown, { open: true, limit: casesPerCaller })
  const recentCases = await cases.casesOfCustomers(tx, actor, shown, { limit: casesPerCaller })
  return { matches: nearest.map((row) => ({ ...row, openCases: openCases.get(row.id) ?? [], recentCases: recentCases.get(row.id) ?? [] })) }
}
