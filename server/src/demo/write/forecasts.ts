import type { Permission } from '@zhiwei/contract'
import { systemActor } from '../../cases/index.ts'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import {
  changeSection,
  findReport,
  finishReport,
  foretoldSeries,
  insertReport,
  lastWeek,
  makeForecast,
  makePeakMode,
  writeReport,
} from '../../warning/index.ts'
import { surgeSources } from '../../warning-sources.ts'
import { manager, supervisors } from '../company/company.ts'

const dayMs = 86_400_000
/** So many days ago forecasts were made of what has come since, so that it is seen how they did. */
const pastNights = [28, 21, 14, 7, 1]
const permissions: Permission[] = ['cases:read', 'warnings:read', 'warnings:handle', 'warnings:manage']

/**
 * 预测与报告 of the demo: what would have been forecast on past nights, of all and of units; a running peak mode; the report of the last
 * week, worked over and finished, and one of four weeks still a draft. All by the code that does it in service.
 */
export async function writeForecasts({ keys }: Pick<Deps, 'keys'>, tx: Tx, tenantId: string, now: Date) {
  const people = await tx.selectFrom('user_account').select(['id', 'username']).where('tenant_id', '=', tenantId).execute()
  const idOf = (username: string | undefined) => people.find((person) => person.username === username)?.id ?? null
  const as = (userId: string | null, at: Date) => ({
    tx,
    keys,
    now: at,
    actor: { ...systemActor(tenantId), userId, permissions: new Set(permissions) },
  })
  const days = dayNames(await tenantZone(tx, tenantId))
  const today = days(now)
  const ago = (count: number) => new Date(now.getTime() - count * dayMs)

  await makePeakMode(as(idOf(manager), ago(3)), {
    code: 'other',
    name: '岁末促销',
    startsOn: days(ago(2)),
    endsOn: days(ago(-8)),
    factor: 1.2,
    notice: '促销期间来电较多，安全类、退款类投诉优先答复',
    plan: '1. 机动人员每天 9 点到岗\n2. 超过 30 分钟未接通的来电由班长回拨\n3. 物流延误统一口径：说明原因、给出时间、不推给快递',
  })

  const series = (await foretoldSeries(tx, tenantId, today)).filter(({ scope }) => scope === 'all' || scope === 'unit')
  for (const night of pastNights)
    for (const one of series.filter(({ scope }) => scope === 'all' || night <= 7))
      await makeForecast(tx, tenantId, surgeSources, one, days(ago(night)), ago(night))

  const { from, to } = lastWeek(today)
  const finished = await insertReport(tx, tenantId, { kind: 'weekly', title: `调查预测报告 ${from} 至 ${to}`, from, to, at: now, by: null })
  if (finished) {
    await writeReport(
      (work) => work(tx),
      tenantId,
      finished,
      surgeSources,
      () => now,
    )
    await workedOver(as(idOf(supervisors[0]), now), finished, idOf(manager))
  }
  const draft = await insertReport(tx, tenantId, {
    kind: 'onDemand',
    title: '近四周调查预测报告',
    from: days(ago(28)),
    to: days(ago(1)),
    at: now,
    by: idOf(supervisors[0]),
  })
  if (draft)
    await writeReport(
      (work) => work(tx),
      tenantId,
      draft,
      surgeSources,
      () => now,
    )
}

const dayNames = (zone: string) => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' })
  return (at: Date) => format.format(at)
}

/** A supervisor adds what only people know, gives a measure an owner and finishes it. */
async function workedOver(act: Parameters<typeof finishReport>[0], id: string, ownerId: string | null) {
  const { sections, toDay } = await findReport(act.tx, act.actor, id)
  const section = sections.find(({ about }) => about === 'category')
  if (section) {
    const { no, title, happened, why, coming, version } = section
    const kept = section.measures.map(({ text, owner, dueOn }) => ({ text, ownerId: owner?.id ?? ownerId, dueOn }))
    const dueOn = new Date(Date.parse(toDay) + 14 * dayMs).toISOString().slice(0, 10)
    await changeSection(act, id, no, {
      title,
      happened,
      why: `${why}\n班组复核：抽听 20 通录音，客户最不满的是改约后没有人主动告知。`,
      coming,
      measures: [...kept, { text: '改约后两小时内由专人回电，班长每天抽查 5 单', ownerId, dueOn }],
      version,
    })
  }
  await finishReport(act, id, 1)
}
