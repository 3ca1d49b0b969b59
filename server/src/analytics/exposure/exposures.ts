import type { ExposureHistory, ExposureList, ExposureSetting, ExposuresInput } from '@zhiwei/contract'
import { type SqlBool, sql } from 'kysely'
import { type Act, personNamed } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { wholeList } from '../../platform/keyset.ts'
import { moneySetting } from '../money/setting.ts'
import type { ExposureKind } from '../money/tables.ts'

type Asked = { kind?: ExposureKind | undefined; from?: string | undefined; to?: string | undefined }
const firstOf = (month: string) => `${month}-01`
const monthOf = (table: string) => sql<string>`to_char(${sql.ref(`${table}.month`)}, 'YYYY-MM')`.as('month')
const shown = <Row extends { product: string; region: string; at: Date }>({ product, region, at, ...row }: Row) => ({
  ...row,
  product: product || null,
  region: region || null,
  at: at.toISOString(),
})

/** 暴露量 as it stands, the newest month first. */
export async function listExposures(tx: Tx, tenantId: string, { kind, from, to }: Asked): Promise<ExposureList> {
  const rows = await tx
    .selectFrom('exposure as e')
    .select(['e.kind', monthOf('e'), 'e.product', 'e.region', 'e.amount', 'e.source', 'e.at', personNamed('e', 'by_id').as('by')])
    .where('e.tenant_id', '=', tenantId)
    .$if(kind !== undefined, (query) => query.where('e.kind', '=', kind as ExposureKind))
    .$if(from !== undefined, (query) => query.where(sql<SqlBool>`e.month >= ${firstOf(from ?? '')}::date`))
    .$if(to !== undefined, (query) => query.where(sql<SqlBool>`e.month <= ${firstOf(to ?? '')}::date`))
    .orderBy('e.month', 'desc')
    .orderBy('e.kind')
    .orderBy('e.product')
    .orderBy('e.region')
    .execute()
  return wholeList(rows.map(shown))
}

/** 录入暴露量: sets figures or takes them out, all or none; what they were is kept. */
export async function setExposures({ tx, actor, now }: Act, { rows }: ExposuresInput) {
  const counts = { set: 0, removed: 0 }
  for (const { kind, month, product, region, amount, source } of rows) {
    const at = { tenant_id: actor.tenantId, kind, month: firstOf(month), product: product ?? '', region: region ?? '' }
    const told = { source, at: now, by_id: actor.userId }
    if (amount === null) {
      const { numDeletedRows } = await tx
        .deleteFrom('exposure')
        .where(
          sql<SqlBool>`tenant_id = ${at.tenant_id} and kind = ${kind} and month = ${at.month}::date and product = ${at.product} and region = ${at.region}`,
        )
        .executeTakeFirstOrThrow()
      if (!numDeletedRows) continue
      counts.removed += 1
    } else {
      await tx
        .insertInto('exposure')
        .values({ ...at, ...told, amount })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'kind', 'month', 'product', 'region']).doUpdateSet({ ...told, amount }))
        .execute()
      counts.set += 1
    }
    await tx
      .insertInto('exposure_change')
      .values({ ...at, ...told, id: newId(), amount })
      .execute()
  }
  return counts
}

/** 修改记录 of one figure, the newest first. */
export async function exposureHistory(
  tx: Tx,
  tenantId: string,
  {
    kind,
    month,
    product = '',
    region = '',
  }: { kind: ExposureKind; month: string; product?: string | undefined; region?: string | undefined },
): Promise<ExposureHistory> {
  const rows = await tx
    .selectFrom('exposure_change as e')
    .select(['e.kind', monthOf('e'), 'e.product', 'e.region', 'e.amount', 'e.source', 'e.at', personNamed('e', 'by_id').as('by')])
    .where('e.tenant_id', '=', tenantId)
    .where(sql<SqlBool>`e.kind = ${kind} and e.month = ${firstOf(month)}::date and e.product = ${product} and e.region = ${region}`)
    .orderBy('e.at', 'desc')
    .orderBy('e.id', 'desc')
    .execute()
  return wholeList(rows.map(shown))
}

export async function exposureSetting(tx: Tx, tenantId: string): Promise<ExposureSetting> {
  const { basis, version } = await moneySetting(tx, tenantId)
  return { basis, version }
}

/** 口径: by which kind 万投比 is measured from now on, of all periods. @throws VERSION_CONFLICT */
export async function changeExposureSetting(
  { tx, actor: { tenantId } }: Act,
  { basis, version }: { basis: ExposureKind; version: number },
) {
  return keepSetting(tx, tenantId, version, { basis })
}

type Setting = { basis: ExposureKind; customer_year_fen: number | null }
export async function keepSetting(tx: Tx, tenantId: string, version: number, change: Partial<Setting>) {
  const before = await moneySetting(tx, tenantId)
  if (before.version !== version)
    throw new AppError('VERSION_CONFLICT', `您看到的是第 ${version} 版，现在是第 ${before.version} 版；请刷新后再改`)
  const next = { basis: before.basis, customer_year_fen: before.customer_year_fen, ...change, version: version + 1 }
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('money_setting')
    .values({ tenant_id: tenantId, ...next })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(next).where('money_setting.version', '=', version))
    .executeTakeFirstOrThrow()
  if (!numInsertedOrUpdatedRows) throw new AppError('VERSION_CONFLICT', '别人刚改过，请刷新后再改')
  return { basis: next.basis, version: next.version }
}
