import type { ContactImportList } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { type Act, personNamed } from '../../cases/index.ts'
import { forgetCustomersWithoutCases } from '../../customers/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { cappedTotal, newestFirst, pageOfNewest } from '../../platform/keyset.ts'
import type { ContactSources } from '../sources.ts'
import '../tables.ts'

/** 导入记录, newest first. */
export async function listContactImports(
  tx: Tx,
  tenantId: string,
  query: { limit: number; cursor?: string | undefined },
): Promise<z.infer<typeof ContactImportList>> {
  const { count } = await tx
    .selectFrom('contact_import')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenantId)
    .executeTakeFirstOrThrow()
  const rows = await tx
    .selectFrom('contact_import as i')
    .selectAll('i')
    .select(personNamed('i', 'by_id').as('by'))
    .where('i.tenant_id', '=', tenantId)
    .$call(newestFirst('i', query))
    .execute()
  const { page, nextCursor } = pageOfNewest(rows, query.limit)
  return {
    rows: page.map((row) => ({
      id: row.id,
      fileName: row.file_name,
      at: row.at.toISOString(),
      by: row.by,
      stored: row.stored,
      known: row.known,
      bad: row.bad,
      undone: row.undone,
      undoneAt: row.undone_at?.toISOString() ?? null,
    })),
    nextCursor,
    total: cappedTotal(count),
  }
}

/**
 * 撤销导入: takes back the contacts it brought; those somebody has worked on (a care task, a case) stay. @returns how many went
 * @throws NOT_FOUND, ALREADY_DECIDED when it was undone before
 */
export async function undoContactImport(
  act: Act,
  id: string,
  sources: Pick<ContactSources, 'verdictsChanged'>,
): Promise<{ undone: number; kept: number }> {
  const { tx, actor, now } = act
  const { tenantId } = actor
  const run = await tx
    .selectFrom('contact_import')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!run) throw new AppError('NOT_FOUND', '没有这次导入')
  if (run.undone_at) throw new AppError('ALREADY_DECIDED', '这次导入已经撤销')
  // Contacts first, then their tags, as the sweep that judges them locks them.
  await sql`select id from contact where tenant_id = ${tenantId} and import_id = ${id} order by id for update`.execute(tx)
  // A tag that another import's contact speaks in too stays with it.
  await sql`
    delete from latent_customer l where l.tenant_id = ${tenantId}
      and exists (select 1 from contact c where c.tenant_id = l.tenant_id and c.latent_id = l.id and c.import_id = ${id})
      and not exists (select 1 from contact o where o.tenant_id = l.tenant_id and o.latent_id = l.id and o.import_id is distinct from ${id})
      and not exists (select 1 from care_task t where t.tenant_id = l.tenant_id and t.latent_id = l.id)`.execute(tx)
  const { rows } = await sql<{ id: string; customer_id: string | null }>`
    delete from contact c where c.tenant_id = ${tenantId} and c.import_id = ${id} and c.case_id is null
      and not exists (select 1 from latent_customer l where l.tenant_id = c.tenant_id and (l.id = c.latent_id or l.contact_id = c.id))
      and not exists (select 1 from care_task t where t.tenant_id = c.tenant_id and t.contact_id = c.id)
    returning id, customer_id`.execute(tx)
  await sources.verdictsChanged(
    tx,
    tenantId,
    rows.map((row) => row.id),
  )
  const customers = [...new Set(rows.flatMap(({ customer_id }) => customer_id ?? []))]
  await forgetCustomersWithoutCases(tx, tenantId, customers, run.at)
  await tx
    .updateTable('contact_import')
    .set({ undone: rows.length, undone_at: now, file_name: '已撤销的导入' })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
  return { undone: rows.length, kept: run.stored - rows.length }
}
