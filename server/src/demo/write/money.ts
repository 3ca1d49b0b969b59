import { sql } from 'kysely'
import { type Act, systemActor } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { newId } from '../../platform/ids.ts'
import { enterFee } from '../../resolution/index.ts'
import { daysAfter } from '../working-time.ts'

const months = 15
/** 元 an hour: the usual rate, of the desk, of those who look over, of the units that go out. */
const rates = [
  { unit: null, work: null, yuan: 62, note: '2025 年人力成本测算' },
  { unit: null, work: 'desk', yuan: 48, note: '坐席综合成本' },
  { unit: null, work: 'review', yuan: 96, note: '班长、主管综合成本' },
  { unit: 'repair', work: null, yuan: 85, note: '含车辆与工具摊销' },
  { unit: 'logistics', work: null, yuan: 58, note: '物流部测算' },
] as const
const fees = [
  { kind: 'test', amountFen: 38_000, text: '送第三方检测压缩机' },
  { kind: 'repair', amountFen: 16_000, text: '当地没有网点，请外部师傅上门' },
  { kind: 'logistics', amountFen: 9_800, text: '返厂往返运费' },
  { kind: 'legal', amountFen: 150_000, text: '律师函答复' },
] as const
const customerYearFen = 86_000

/** 钱与价值 of the demo: exposure of fifteen months, rates, fees paid to others, and whether customers stayed. */
export async function writeMoney({ keys }: Pick<Deps, 'keys'>, tx: Tx, tenantId: string, now: Date) {
  await writeExposure(tx, tenantId, now)
  await writeRates(tx, tenantId, now)
  await writeFees({ tx, keys, actor: { ...systemActor(tenantId), permissions: new Set(['cases:read', 'cases:grantRemedy']) }, now })
  await writeOutcomes(tx, tenantId, now)
}

async function writeExposure(tx: Tx, tenantId: string, now: Date) {
  const told = { product: '', region: '', at: now, by_id: null }
  for (let back = 0; back < months; back += 1) {
    const month = `${new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)).toISOString().slice(0, 7)}-01`
    const grown = (amount: number) => Math.round((amount * (100 - 1.2 * back)) / 100)
    const figures = [
      { kind: 'customers' as const, amount: grown(186_400), source: '会员系统月末在册客户' },
      { kind: 'orders' as const, amount: grown(31_250 + ((back * 977) % 4_000)), source: '订单系统' },
    ]
    for (const figure of figures) {
      await tx
        .insertInto('exposure')
        .values({ tenant_id: tenantId, month, ...told, ...figure })
        .execute()
      await tx
        .insertInto('exposure_change')
        .values({ tenant_id: tenantId, id: newId(), month, ...told, ...figure })
        .execute()
    }
  }
}

async function writeRates(tx: Tx, tenantId: string, now: Date) {
  const units = await tx.selectFrom('unit').select(['id', 'code']).where('tenant_id', '=', tenantId).execute()
  const made = { effective_from: daysAfter(now, -730).toISOString().slice(0, 10), made_at: now, made_by: null }
  for (const { unit, work, yuan, note } of rates) {
    const unitId = unit === null ? null : (units.find(({ code }) => code === unit)?.id ?? null)
    if (unit !== null && unitId === null) continue
    await tx
      .insertInto('cost_rate')
      .values({ tenant_id: tenantId, id: newId(), unit_id: unitId, work, fen_per_hour: yuan * 100, note, ...made })
      .execute()
  }
  await tx
    .insertInto('money_setting')
    .values({ tenant_id: tenantId, basis: 'customers', customer_year_fen: customerYearFen, version: 1 })
    .execute()
}

/** Of the cases closed last: an outside cost counts once its case is closed. */
async function writeFees(act: Act) {
  const cases = await act.tx
    .selectFrom('complaint_case')
    .select('id')
    .where('tenant_id', '=', act.actor.tenantId)
    .where('status', '=', 'closed')
    .where('merged_into', 'is', null)
    .where('erased_at', 'is', null)
    .where(sql<boolean>`(starts_with(category, 'quality.') or starts_with(category, 'aftersales.'))`)
    .orderBy('closed_at', 'desc')
    .orderBy('id')
    .limit(24)
    .execute()
  for (const [index, { id }] of cases.entries()) {
    const fee = fees[index % 7 === 6 ? 3 : index % 3]
    if (fee) await enterFee(act, id, { ...fee, text: `${fee.text}，发票尾号 ${1_007 + index * 37}` })
  }
}

/** Of customers whose case was closed two months ago or longer: the sooner it was solved, the more of them bought again. */
async function writeOutcomes(tx: Tx, tenantId: string, now: Date) {
  await sql`
    insert into customer_outcome (tenant_id, customer_id, on_day, outcome, source, at, by_id)
    select tenant_id, customer_id, (closed_at + interval '55 days')::date, case when chance >= likely then 'left' when chance % 2 = 0 then 'bought' else 'stayed' end,
      '订单系统', ${now}, null
    from (
      select distinct on (customer_id) tenant_id, customer_id, closed_at, ('x' || substr(md5(number), 1, 6))::bit(24)::int % 100 as chance,
        case when cycle > 1 then 27 when closed_at - received_at < interval '3 days' then 84 else 61 end as likely
      from complaint_case where tenant_id = ${tenantId} and customer_id is not null and closed_at < ${daysAfter(now, -60)} and status in ('closed', 'archived')
      order by customer_id, closed_at) as known`.execute(tx)
}
