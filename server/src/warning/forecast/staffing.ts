import type { Staffing } from '@zhiwei/contract'
import { sql } from 'kysely'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { dayOf } from '../series/days.ts'
import type { Day } from '../series/tables.ts'
import { forecastSetting } from './settings.ts'
import './tables.ts'

type Foretold = {
  scope: 'all' | 'unit' | 'category'
  key: string
  name: string | null
  people: number
  days: { day: Day; expected: number; high: number; kind: string | null }[]
}
type Minutes = { minutes: number; finished: number }
/** So many finished cases make a measurement. */
const leastFinished = 20

/** 人手提示: expected cases × minutes a case ÷ productive minutes a person, beside the people there are. Source: docs/rules/forecast.md */
export async function staffingOf(tx: Tx, tenantId: string, now: Date, length = 14): Promise<Staffing> {
  const setting = await forecastSetting(tx, tenantId)
  const today = dayOf(now, await tenantZone(tx, tenantId))
  const { rows } = await sql<Foretold>`
    select f.scope, f.key, u.name,
      (select count(*) from user_account p where p.tenant_id = f.tenant_id and p.active and (f.scope = 'all' or p.unit_id::text = f.key)) as people,
      (select json_agg(json_build_object('day', d.day, 'expected', d.expected, 'high', d.high, 'kind', d.kind) order by d.day)
        from forecast_day d where d.tenant_id = f.tenant_id and d.forecast_id = f.id and d.day >= ${today}::date and d.day < ${today}::date + ${length}::int) as days
    from forecast f left join unit u on u.tenant_id = f.tenant_id and f.scope = 'unit' and u.id::text = f.key
    where f.tenant_id = ${tenantId} and f.scope in ('all', 'unit', 'category')
      and f.made_on = (select max(made_on) from forecast_run where tenant_id = ${tenantId} and made_on <= ${today}::date)
    order by f.scope, u.name collate "zh-x-icu"`.execute(tx)
  const whole = rows.find(({ scope }) => scope === 'all')
  const measured = await measuredMinutes(tx, tenantId, setting.productiveMinutes)
  const row = (kind: 'all' | 'unit' | 'group', id: string | null, name: string, people: number, days: Foretold['days']) => {
    const { minutes, from, measuredOn } = minutesFor(
      setting.minutesPerCase,
      kind === 'unit' ? measured.get(id) : undefined,
      measured.get(null),
    )
    const neededFor = (cases: number) => (minutes === null ? null : Math.ceil(((cases * minutes) / setting.productiveMinutes) * 10) / 10)
    const cells = (days ?? []).map(({ expected, high }) => {
      const needed = neededFor(expected)
      return { expected, high, needed, neededHigh: neededFor(high), short: needed !== null && needed > people }
    })
    return { kind, id, name, people, minutesPerCase: minutes === null ? null : Math.round(minutes), minutesFrom: from, measuredOn, cells }
  }
  return {
    days: (whole?.days ?? []).map(({ day, kind }) => ({ day, kind })),
    productiveMinutes: setting.productiveMinutes,
    rows: [
      ...(whole ? [row('all', null, '全公司', whole.people, whole.days)] : []),
      ...rows.filter(({ scope }) => scope === 'unit').map((unit) => row('unit', unit.key, unit.name ?? unit.key, unit.people, unit.days)),
      ...(whole ? await groupRows(tx, tenantId, rows, whole, row) : []),
    ],
  }
}

async function measuredMinutes(tx: Tx, tenantId: string, productiveMinutes: number): Promise<Map<string | null, Minutes>> {
  const rows = await tx.selectFrom('handling_minutes').selectAll().where('tenant_id', '=', tenantId).execute()
  return new Map(
    rows.map(({ unit_id, person_days, finished }) => [
      unit_id,
      { minutes: finished ? (person_days * productiveMinutes) / finished : 0, finished },
    ]),
  )
}

function minutesFor(set: number | null, own: Minutes | undefined, company: Minutes | undefined) {
  if (set !== null) return { minutes: set, from: 'set' as const, measuredOn: 0 }
  if (own && own.finished >= leastFinished) return { minutes: own.minutes, from: 'measured' as const, measuredOn: own.finished }
  if (company && company.finished >= leastFinished)
    return { minutes: company.minutes, from: 'company' as const, measuredOn: company.finished }
  return { minutes: null, from: 'missing' as const, measuredOn: own?.finished ?? 0 }
}

type RowOf<T> = (kind: 'group', id: string, name: string, people: number, days: Foretold['days']) => T

/** 技能组: what its categories bring; one trained for all is held against all. */
async function groupRows<T>(tx: Tx, tenantId: string, rows: Foretold[], whole: Foretold, row: RowOf<T>): Promise<T[]> {
  const { rows: groups } = await sql<{ id: string; name: string; categories: string[]; people: number }>`
    select g.id, g.name, g.categories, (select count(*) from skill_group_member m join user_account p on p.tenant_id = m.tenant_id and p.id = m.user_id and p.active
      where m.tenant_id = g.tenant_id and m.group_id = g.id) as people
    from skill_group g where g.tenant_id = ${tenantId} and g.active order by g.name collate "zh-x-icu"`.execute(tx)
  return groups.map(({ id, name, categories, people }) => {
    const tops = new Set(categories.map((code) => code.split('.')[0]))
    const own = rows.filter(({ scope, key }) => scope === 'category' && tops.has(key))
    const days =
      tops.size === 0
        ? whole.days
        : (whole.days ?? []).map((day, at) => ({ ...day, expected: sumAt(own, at, 'expected'), high: sumAt(own, at, 'high') }))
    return row('group', id, name, people, days)
  })
}

const sumAt = (rows: Foretold[], at: number, of: 'expected' | 'high') => rows.reduce((sum, { days }) => sum + (days?.[at]?.[of] ?? 0), 0)
