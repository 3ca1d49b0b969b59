import type { CostRateInput, CostRates, CostStandardInput, CostStandards, MoneySetting } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { type Act, personNamed, unitNamed } from '../../cases/index.ts'
import { activeUnit, tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { type Day, dayOf } from '../../platform/days.ts'
import { invalidInput } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { wholeList } from '../../platform/keyset.ts'
import { keepSetting } from '../exposure/exposures.ts'
import { standardMinutes, type WorkAct, workActs } from '../facts/cost-of.ts'
import { askRecount } from '../roll-ups/state.ts'
import { costBook } from './rates.ts'
import { moneySetting } from './setting.ts'

const dayText = (column: string) => sql<Day>`${sql.ref(column)}::text`

/** 费率, those that hold longest last. */
export async function listRates(tx: Tx, tenantId: string): Promise<CostRates> {
  const rows = await tx
    .selectFrom('cost_rate as r')
    .select(['r.id', 'r.work', 'r.fen_per_hour', 'r.note', 'r.made_at', dayText('r.effective_from').as('effectiveFrom')])
    .select([unitNamed('r', 'unit_id').as('unit'), personNamed('r', 'made_by').as('madeBy')])
    .where('r.tenant_id', '=', tenantId)
    .orderBy('r.effective_from', 'desc')
    .orderBy('r.made_at', 'desc')
    .execute()
  return wholeList(rows.map(({ fen_per_hour: fenPerHour, made_at: at, ...row }) => ({ ...row, fenPerHour, madeAt: at.toISOString() })))
}

/** 录入费率; every cost is counted anew by the job. @throws NOT_FOUND for a unit */
export async function addRate({ tx, actor, now }: Act, input: z.infer<typeof CostRateInput>) {
  const { tenantId, userId } = actor
  const { unitId, work, fenPerHour, effectiveFrom, note } = input
  if (unitId) await activeUnit(tx, tenantId, unitId)
  const id = newId()
  const row = { unit_id: unitId, work, fen_per_hour: fenPerHour, effective_from: effectiveFrom, note, made_at: now, made_by: userId }
  await tx
    .insertInto('cost_rate')
    .values({ tenant_id: tenantId, id, ...row })
    .execute()
  await askRecount(tx, tenantId, now)
  return { id }
}

/** 标准工时 in force today, and its versions. */
export async function listStandards(tx: Tx, tenantId: string, now: Date): Promise<CostStandards> {
  const { standards } = await costBook(tx, tenantId)
  const today = dayOf(now, await tenantZone(tx, tenantId))
  const own = standards.findLast(({ effective_from: from }) => from <= today)?.minutes ?? {}
  const versions = await tx
    .selectFrom('cost_standard as s')
    .select(['s.id', 's.note', 's.made_at', dayText('s.effective_from').as('effectiveFrom'), personNamed('s', 'made_by').as('madeBy')])
    .where('s.tenant_id', '=', tenantId)
    .orderBy('s.effective_from', 'desc')
    .orderBy('s.made_at', 'desc')
    .execute()
  return {
    acts: workActs.map((act) => {
      const { work, minutes } = standardMinutes[act]
      return { act, work, minutes: own[act] ?? minutes, shipped: minutes }
    }),
    versions: versions.map(({ made_at: at, ...row }) => ({ ...row, madeAt: at.toISOString() })),
  }
}

/** 修改标准工时 from a day on; acts that are not named keep the minutes shipped. @throws INPUT_INVALID for an act nobody knows */
export async function addStandard({ tx, actor, now }: Act, { minutes, effectiveFrom, note }: z.infer<typeof CostStandardInput>) {
  const { tenantId, userId } = actor
  for (const act of Object.keys(minutes)) if (!workActs.includes(act as WorkAct)) throw invalidInput('#/minutes', `没有这样的动作：${act}`)
  const id = newId()
  const row = { minutes: JSON.stringify(minutes), effective_from: effectiveFrom, note, made_at: now, made_by: userId }
  await tx
    .insertInto('cost_standard')
    .values({ tenant_id: tenantId, id, ...row })
    .execute()
  await askRecount(tx, tenantId, now)
  return { id }
}

export async function readMoneySetting(tx: Tx, tenantId: string): Promise<MoneySetting> {
  const { customer_year_fen: customerYearFen, version } = await moneySetting(tx, tenantId)
  return { customerYearFen, version }
}

/** 客户年价值. @throws VERSION_CONFLICT */
export async function changeMoneySetting(
  { tx, actor: { tenantId } }: Act,
  { customerYearFen, version }: { customerYearFen: number | null; version: number },
): Promise<MoneySetting> {
  await keepSetting(tx, tenantId, version, { customer_year_fen: customerYearFen })
  return readMoneySetting(tx, tenantId)
}
