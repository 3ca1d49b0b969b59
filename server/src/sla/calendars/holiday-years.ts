import type { HolidayYear, HolidayYearInput, PublicHoliday } from '@zhiwei/contract'
import type { Insertable, Selectable } from 'kysely'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import type { Act } from '../../cases/index.ts'
import { personNamesOf } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { dayOf } from '../calendar/days.ts'
import { chinaHolidays } from '../calendar/index.ts'
import { keepBook } from './checks.ts'
import type { HolidayYearTable } from './tables.ts'

type Key = { region: string; year: number }

/** 放假安排: every year whose notice is known, newest first. */
export async function listHolidayYears(tx: Tx, tenantId: string): Promise<HolidayYear[]> {
  const rows = await tx
    .selectFrom('holiday_year')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .orderBy('region')
    .orderBy('year', 'desc')
    .execute()
  return withNames(tx, tenantId, rows)
}

/**
 * 录入或更正放假安排 of one year; without a notice of the authority there is none to enter.
 * @throws INPUT_INVALID, VERSION_CONFLICT (version 0 where the year is there already, too)
 */
export async function setHolidayYear({ tx, actor, now }: Act, key: Key, input: z.infer<typeof HolidayYearInput>): Promise<HolidayYear> {
  const { tenantId } = actor
  const { notice, holidays, origin, version } = input
  requirePlan(key.year, holidays)
  const present = await lockYear(tx, tenantId, key)
  if ((present?.version ?? 0) !== version)
    throw new AppError(
      'VERSION_CONFLICT',
      present ? `${key.year} 年的安排现在是第 ${present.version} 版，请刷新后再改` : '这一年的安排已被撤回',
    )
  const plan = { notice: JSON.stringify(notice), holidays: JSON.stringify(holidays), origin, by_id: actor.userId, at: now }
  const row = await storeYear(tx, tenantId, key, { ...plan, version: version + 1 })
  if (!row) throw new AppError('VERSION_CONFLICT', `${key.year} 年的安排刚刚由别人录入，请刷新后再改`)
  await keepBook(tx, tenantId)
  const facts = {
    ...key,
    notice: notice.number,
    url: notice.url,
    origin,
    version: version + 1,
    dates: holidays.map(({ name, ...dates }) => dates),
  }
  await recordAudit(tx, { tenantId, kind: 'holidayYear.set', actorId: actor.userId, facts, at: now })
  const [year] = await withNames(tx, tenantId, [row])
  return year as HolidayYear
}

/** 撤回 a year entered by mistake: it is not yet announced again. One that comes with the program stays. @throws NOT_FOUND, VERSION_CONFLICT, IN_USE */
export async function withdrawHolidayYear({ tx, actor, now }: Act, key: Key, { version, reason }: { version: number; reason: string }) {
  const { tenantId } = actor
  const present = await lockYear(tx, tenantId, key)
  if (!present) throw new AppError('NOT_FOUND', `${key.year} 年没有放假安排`)
  if (present.version !== version) throw new AppError('VERSION_CONFLICT', `现在是第 ${present.version} 版，请刷新后再改`)
  if (isShipped(key)) throw new AppError('IN_USE', `${key.year} 年的安排随产品提供，有出入请更正，不能撤回`)
  await tx
    .deleteFrom('holiday_year')
    .where('tenant_id', '=', tenantId)
    .where('region', '=', key.region)
    .where('year', '=', key.year)
    .execute()
  await keepBook(tx, tenantId)
  await recordAudit(tx, { tenantId, kind: 'holidayYear.withdrawn', actorId: actor.userId, facts: key, reason, at: now })
}

/** A year that is not there yet is stored by one of two only. */
function storeYear(
  tx: Tx,
  tenantId: string,
  key: Key,
  stored: Omit<Insertable<HolidayYearTable>, 'tenant_id' | keyof Key> & { version: number },
) {
  if (stored.version === 1) {
    const row = { tenant_id: tenantId, ...key, ...stored }
    return tx
      .insertInto('holiday_year')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst()
  }
  return tx
    .updateTable('holiday_year')
    .set(stored)
    .where('tenant_id', '=', tenantId)
    .where('region', '=', key.region)
    .where('year', '=', key.year)
    .returningAll()
    .executeTakeFirst()
}

const lockYear = (tx: Tx, tenantId: string, { region, year }: Key) =>
  tx
    .selectFrom('holiday_year')
    .select('version')
    .where('tenant_id', '=', tenantId)
    .where('region', '=', region)
    .where('year', '=', year)
    .forUpdate()
    .executeTakeFirst()

const isShipped = ({ region, year }: Key) => chinaHolidays.some((shipped) => shipped.region === region && shipped.year === year)
const longestHoliday = 31

/** A holiday lies in its year or runs over its edge; no day is off and worked, or off twice. */
function requirePlan(year: number, holidays: readonly PublicHoliday[]) {
  const seen = new Set<number>()
  const take = (date: string, pointer: string) => {
    if (date < `${year - 1}-12-01` || date > `${year + 1}-01-31`) throw invalidInput(pointer, `${date} 不在 ${year} 年前后`)
    if (seen.has(dayOf(date))) throw invalidInput(pointer, `${date} 出现了两次`)
    seen.add(dayOf(date))
    return dayOf(date)
  }
  holidays.forEach(({ name, from, to, makeUpDays }, at) => {
    const pointer = `#/holidays/${at}`
    const length = dayOf(to) - dayOf(from) + 1
    if (length < 1) throw invalidInput(`${pointer}/to`, `${name}的结束日期早于开始日期`)
    if (length > longestHoliday) throw invalidInput(`${pointer}/to`, `${name}有 ${length} 天，请核对`)
    const first = take(from, `${pointer}/from`)
    for (let day = first + 1; day < first + length; day++) {
      if (seen.has(day)) throw invalidInput(`${pointer}/from`, `${name}与别的假期重叠`)
      seen.add(day)
    }
    for (const [no, date] of makeUpDays.entries()) take(date, `${pointer}/makeUpDays/${no}`)
  })
}

async function withNames(tx: Tx, tenantId: string, rows: Selectable<HolidayYearTable>[]): Promise<HolidayYear[]> {
  const names = await personNamesOf(
    tx,
    tenantId,
    rows.map(({ by_id }) => by_id),
  )
  return rows.map(({ region, year, notice, holidays, origin, by_id, at, version }) => ({
    region,
    year,
    notice,
    holidays,
    origin,
    by: (by_id && names.get(by_id)) ?? null,
    at: at.toISOString(),
    shipped: isShipped({ region, year }),
    version,
  }))
}
