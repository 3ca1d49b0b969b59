import type { GuideChoices, GuideDetail, GuideList, GuideListQuery, GuideRow, GuideState } from '@zhiwei/contract'
import { type SqlBool, sql } from 'kysely'
import { personNamed } from '../cases/index.ts'
import { personNamesOf, tenantZone } from '../identity/index.ts'
import type { Tx } from '../platform/database.ts'
import { type Day, dayAfter, dayOf } from '../platform/days.ts'
import type { Deps } from '../platform/deps.ts'
import { AppError } from '../platform/errors.ts'
import type { Actor } from '../platform/http.ts'
import { cappedTotal, countCap, newestFirst, pageOfNewest, wholeList } from '../platform/keyset.ts'
import './tables.ts'
import { versionsOf } from './write.ts'

const latelyDays = 30
type Config = Pick<Deps, 'config'>

/** Where customers read it: nothing in the address but the company's code and a random word. */
const urlOf = ({ config }: Config, tenantCode: string, address: string) =>
  `${config.publicUrl ?? `http://${config.host}:${config.port}`}/p/${tenantCode}/g/${address}`
const tenantCodeOf = async (tx: Tx, tenantId: string) =>
  (await tx.selectFrom('tenant').select('code').where('id', '=', tenantId).executeTakeFirstOrThrow()).code

const versionIn = (states: string) =>
  sql`(select v from guide_version v where v.tenant_id = guide.tenant_id and v.guide_id = guide.id and v.state in (${sql.raw(states)}))`
const state = sql<GuideState>`case when guide.withdrawn_at is not null then 'withdrawn' when (${versionIn(`'published'`)}).no is not null then 'published'
  else (${versionIn(`'draft', 'review'`)}).state end`
const seenSince = (from: Day | null) =>
  sql<number>`(select coalesce(sum(s.views), 0)::int from guide_view s where s.tenant_id = guide.tenant_id and s.guide_id = guide.id
    and (${from}::date is null or s.day >= ${from}::date))`

const shownGuides = (tx: Tx, { tenantId, permissions }: Actor, from: Day) =>
  tx
    .selectFrom('guide')
    .select([
      'id',
      'product',
      'address',
      'at',
      'version',
      'withdrawn_at',
      'withdrawal',
      personNamed('guide', 'withdrawn_by').as('withdrawnBy'),
    ])
    .select([
      state.as('state'),
      sql<string>`coalesce((${versionIn(`'published'`)}).content, (${versionIn(`'draft', 'review'`)}).content) ->> 'title'`.as('title'),
      sql<number | null>`(${versionIn(`'published'`)}).no`.as('publishedNo'),
      seenSince(null).as('seen'),
      seenSince(from).as('lately'),
    ])
    .where('tenant_id', '=', tenantId)
    // What is not published is for who keeps the guides.
    .$if(!permissions.has('knowledge:manage'), (rows) => rows.where(sql<SqlBool>`${state} = 'published'`))

type Found = Awaited<ReturnType<ReturnType<typeof shownGuides>['execute']>>[number]
const rowOf = (row: Found, url: (address: string) => string): GuideRow => ({
  id: row.id,
  product: row.product,
  title: row.title ?? '',
  state: row.state,
  publishedNo: row.publishedNo,
  url: row.state === 'published' ? url(row.address) : null,
  views: { lately: row.lately, all: row.seen },
  at: row.at.toISOString(),
  version: row.version,
})

/** 客户指南清单, newest first. @throws CURSOR_INVALID */
export async function listGuides(tx: Tx, actor: Actor, query: GuideListQuery, now: Date, deps: Config): Promise<GuideList> {
  const { from } = await daysOf(tx, actor.tenantId, now)
  const matching = shownGuides(tx, actor, from)
    .$if(query.state !== undefined, (rows) => rows.where(sql<SqlBool>`${state} = ${query.state}`))
    .$if(Boolean(query.product), (rows) => rows.where('product', '=', query.product ?? ''))
  const { count } = await tx
    .selectFrom(matching.limit(countCap + 1).as('n'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const { page, nextCursor } = pageOfNewest(await matching.$call(newestFirst('guide', query)).execute(), query.limit)
  const code = await tenantCodeOf(tx, actor.tenantId)
  return { rows: page.map((row) => rowOf(row, (address) => urlOf(deps, code, address))), nextCursor, total: cappedTotal(count) }
}

/** 指南 with its versions and how often it was opened. @throws NOT_FOUND */
export async function guideDetail(tx: Tx, actor: Actor, id: string, now: Date, deps: Config): Promise<GuideDetail> {
  const { tenantId } = actor
  const { from, today } = await daysOf(tx, tenantId, now)
  const row = await shownGuides(tx, actor, from).where('id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这份指南')
  const manages = actor.permissions.has('knowledge:manage')
  const versions = (await versionsOf(tx, tenantId, id)).filter((version) => manages || version.state === 'published')
  const names = await personNamesOf(
    tx,
    tenantId,
    versions.flatMap(({ editors, decided_by: by }) => [...editors, by]),
  )
  const named = (personId: string) => ({ id: personId, name: names.get(personId) ?? '' })
  const next = versions.find((version) => version.state === 'draft' || version.state === 'review')
  const isLive = manages && row.withdrawn_at === null
  const code = await tenantCodeOf(tx, tenantId)
  return {
    ...rowOf(row, (address) => urlOf(deps, code, address)),
    versions: versions.map(({ no, state: of, content, editors, decided_at: decidedAt, decided_by: decidedBy, note }) => ({
      no,
      state: of,
      content,
      editors: editors.map(named),
      decidedAt: decidedAt?.toISOString() ?? null,
      decidedBy: decidedBy ? named(decidedBy) : null,
      note,
    })),
    viewsByDay: await viewsByDay(tx, tenantId, id, from, today),
    withdrawal: row.withdrawn_at && { at: row.withdrawn_at.toISOString(), by: row.withdrawnBy, reason: row.withdrawal ?? '' },
    can: {
      edit: isLive && next?.state !== 'review',
      submit: isLive && next?.state === 'draft',
      decide:
        isLive &&
        next?.state === 'review' &&
        actor.userId !== null &&
        !next.editors.includes(actor.userId) &&
        next.submitted_by !== actor.userId,
      withdraw: isLive,
    },
  }
}

async function daysOf(tx: Tx, tenantId: string, now: Date) {
  const today = dayOf(now, await tenantZone(tx, tenantId))
  return { today, from: dayAfter(today, 1 - latelyDays) }
}

async function viewsByDay(tx: Tx, tenantId: string, id: string, from: Day, today: Day) {
  const rows = await tx
    .selectFrom('guide_view')
    .select([sql<Day>`day::text`.as('day'), 'views'])
    .where('tenant_id', '=', tenantId)
    .where('guide_id', '=', id)
    .where('day', '>=', from)
    .execute()
  const counted = new Map(rows.map(({ day, views }) => [day, views]))
  const days: { day: Day; views: number }[] = []
  for (let day = from; day <= today; day = dayAfter(day, 1)) days.push({ day, views: counted.get(day) ?? 0 })
  return days
}

/** 可以告诉客户的指南: those of the case's product first. */
export async function guidesForCase(tx: Tx, { tenantId }: Actor, product: string | null, deps: Config): Promise<GuideChoices> {
  const { rows } = await sql<{ id: string; product: string; title: string; address: string }>`
    select g.id, g.product, g.address, v.content ->> 'title' as title
    from guide g join guide_version v on v.tenant_id = g.tenant_id and v.guide_id = g.id and v.state = 'published'
    where g.tenant_id = ${tenantId} and g.withdrawn_at is null
    order by g.product = ${product ?? ''} desc, g.product limit 100`.execute(tx)
  const code = await tenantCodeOf(tx, tenantId)
  return wholeList(rows.map(({ address, ...row }) => ({ ...row, url: urlOf(deps, code, address), fits: row.product === product })))
}
