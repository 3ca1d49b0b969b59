import type { ContactDetail, ContactList, ContactListQuery, ContactRow } from '@zhiwei/contract'
import type { Selectable } from 'kysely'
import type { z } from 'zod'
import { customerNames } from '../customers/index.ts'
import type { Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import type { Actor } from '../platform/http.ts'
import { cappedTotal, countCap, newestFirst, pageOfNewest } from '../platform/keyset.ts'
import { readingShown } from './register.ts'
import type { ContactTable } from './tables.ts'
import { visibleContacts } from './visible.ts'

/** 联络清单, newest first. @throws CURSOR_INVALID */
export async function listContacts(tx: Tx, actor: Actor, query: z.infer<typeof ContactListQuery>): Promise<z.infer<typeof ContactList>> {
  const { tenantId } = actor
  const rows = contactsAsked(tx, actor, query)
  const counted = await tx
    .selectFrom(
      rows
        .select('c.id')
        .limit(countCap + 1)
        .as('n'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const found = await rows.selectAll('c').$call(newestFirst('c', query)).execute()
  const { page, nextCursor } = pageOfNewest(found, query.limit)
  return { rows: await shownContacts(tx, tenantId, page), nextCursor, total: cappedTotal(counted.count) }
}

/** The contacts of a filter that the person may see. */
export function contactsAsked(tx: Tx, actor: Actor, query: Omit<z.infer<typeof ContactListQuery>, 'limit' | 'cursor'>) {
  const { tenantId } = actor
  let rows = tx.selectFrom('contact as c').where('c.tenant_id', '=', tenantId).where(visibleContacts(actor))
  if (query.id?.length) rows = rows.where('c.id', 'in', query.id)
  if (query.customerId) rows = rows.where('c.customer_id', '=', query.customerId)
  if (query.channel?.length) rows = rows.where('c.channel', 'in', query.channel)
  if (query.verdict?.length) rows = rows.where('c.verdict', 'in', query.verdict)
  if (query.importId) rows = rows.where('c.import_id', '=', query.importId)
  if (query.from) rows = rows.where('c.at', '>=', new Date(query.from))
  if (query.to) rows = rows.where('c.at', '<', new Date(query.to))
  return rows
}

export async function shownContacts(tx: Tx, tenantId: string, contacts: Selectable<ContactTable>[]): Promise<ContactRow[]> {
  const names = await customerNames(
    tx,
    tenantId,
    contacts.flatMap(({ customer_id }) => customer_id ?? []),
  )
  return contacts.map((contact) => {
    const named = contact.customer_id === null ? undefined : names.get(contact.customer_id)
    return {
      id: contact.id,
      channel: contact.channel,
      at: contact.at.toISOString(),
      customer: contact.customer_id && named ? { id: contact.customer_id, ...named } : null,
      excerpt: contact.excerpt,
      turns: contact.turns,
      score: contact.score,
      scoreMax: contact.score_max,
      product: contact.product,
      node: contact.node,
      region: contact.region,
      category: contact.category,
      reading: contact.reading && { ...readingShown(contact.reading), unhappy: contact.unhappy ?? contact.reading.unhappy },
      verdict: contact.verdict,
      latentId: contact.latent_id,
      caseId: contact.case_id,
    }
  })
}

/** One contact with all that was said, masked. @throws NOT_FOUND */
export async function contactDetail(tx: Tx, actor: Actor, id: string): Promise<ContactDetail> {
  const { tenantId } = actor
  const contact = await tx
    .selectFrom('contact as c')
    .innerJoin('contact_text as t', (join) => join.onRef('t.tenant_id', '=', 'c.tenant_id').onRef('t.contact_id', '=', 'c.id'))
    .selectAll('c')
    .select('t.masked')
    .where('c.tenant_id', '=', tenantId)
    .where('c.id', '=', id)
    .where(visibleContacts(actor))
    .executeTakeFirst()
  if (!contact) throw new AppError('NOT_FOUND', '没有这次联络，或您无权查看')
  const [row] = await shownContacts(tx, tenantId, [contact])
  if (!row) throw new Error('a row for each contact')
  const { reading, masked } = contact
  return {
    ...row,
    conversation: masked.map(({ by, at, text }) => ({ by, at: at ?? null, text })),
    curve: reading?.curve ?? [],
    signals: reading?.signals ?? [],
    stageReasons: reading?.stageReasons ?? [],
    mindset: reading?.mindset ?? null,
    language: reading?.language ?? null,
    reasons: reading?.reasons ?? [],
    can: { judge: actor.permissions.has('care:handle') && row.verdict !== 'complained' && row.caseId === null && row.latentId === null },
  }
}
