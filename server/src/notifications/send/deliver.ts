import type { NoticeKind } from '@zhiwei/contract'
import { findUnits, pathsUp } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { newId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/jobs.ts'
import { canMail } from '../../platform/mail.ts'
import { isQuiet } from '../preferences.ts'
import type { DigestContent } from '../tables.ts'
import { isUrgent } from '../who.ts'

export const mailJob = 'notifications.mail'
export const robotJob = 'notifications.robot'

const mostAtOnce = 5_000
/** Cases named in one digest; the rest is counted. */
const mostCases = 10

/**
 * 汇总发送: everything that waits for a person goes into one digest by mail, and everything a group's people were told into one message
 * of its robot. Jobs are enqueued in the same transaction; people with quiet hours wait until these are over, unless it is urgent.
 */
export async function deliverNotices(deps: Deps, tenantId: string): Promise<void> {
  await deps.database
    .tenant(tenantId)
    .transaction()
    .execute((tx) => deliver(deps, tx, tenantId))
}

type Waiting = { id: string; userId: string; kind: NoticeKind; caseId: string | null; facts: Record<string, unknown> }

async function deliver(deps: Deps, tx: Tx, tenantId: string) {
  const waiting = await tx
    .selectFrom('notice')
    .select(['id', 'user_id as userId', 'kind', 'case_id as caseId', 'facts'])
    .where('tenant_id', '=', tenantId)
    .where('waits', '=', true)
    .orderBy('user_id')
    .limit(mostAtOnce)
    .forUpdate()
    .skipLocked()
    .execute()
  if (waiting.length === 0) return
  const now = deps.clock()
  const { zone } = await tx.selectFrom('tenant').select('zone').where('id', '=', tenantId).executeTakeFirstOrThrow()
  const preferences = new Map(
    (await tx.selectFrom('notice_preference').selectAll().where('tenant_id', '=', tenantId).execute()).map((row) => [row.user_id, row]),
  )
  const told = [...Map.groupBy(waiting, ({ userId }) => userId)].filter(([userId, own]) => {
    const preference = preferences.get(userId)
    return !preference || !isQuiet(preference, now, zone) || own.some(({ kind, facts }) => isUrgent(kind, facts))
  })
  for (const [userId, own] of told) {
    const preference = preferences.get(userId)
    if (!preference?.mail || !preference.mail_cipher || !canMail(deps.config)) continue
    await putDigest(tx, tenantId, mailJob, { user_id: userId, robot_id: null }, await contentOf(tx, tenantId, own), now)
  }
  await tellRobots(
    tx,
    tenantId,
    told.filter(([userId]) => preferences.get(userId)?.robot ?? true).flatMap(([, own]) => own),
    now,
  )
  const ids = told.flatMap(([, own]) => own.map(({ id }) => id))
  if (ids.length > 0)
    await tx.updateTable('notice').set({ waits: false }).where('tenant_id', '=', tenantId).where('id', 'in', ids).execute()
}

async function tellRobots(tx: Tx, tenantId: string, notices: Waiting[], now: Date) {
  if (notices.length === 0) return
  const robots = await tx
    .selectFrom('robot')
    .select(['id', 'unit_id'])
    .where('tenant_id', '=', tenantId)
    .where('active', '=', true)
    .execute()
  if (robots.length === 0) return
  const pathOf = pathsUp(await findUnits(tx, tenantId))
  const userIds = [...new Set(notices.map(({ userId }) => userId))]
  const people = await tx
    .selectFrom('user_account')
    .select(['id', 'unit_id'])
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', userIds)
    .execute()
  const unitOf = new Map(people.map((person) => [person.id, person.unit_id]))
  for (const { id, unit_id: unitId } of robots) {
    const own = notices.filter(({ userId }) => unitId === null || pathOf(unitOf.get(userId) ?? null).includes(unitId))
    if (own.length === 0) continue
    await putDigest(tx, tenantId, robotJob, { user_id: null, robot_id: id }, await contentOf(tx, tenantId, withoutTwins(own)), now)
  }
}

/** In a group it is said once, however many of its people were told. */
const withoutTwins = (notices: Waiting[]) => [
  ...new Map(
    notices.map((notice) => [`${notice.caseId ?? notice.facts.warningId ?? notice.facts.crisisId ?? notice.id} ${notice.kind}`, notice]),
  ).values(),
]

async function putDigest(
  tx: Tx,
  tenantId: string,
  job: string,
  to: { user_id: string | null; robot_id: string | null },
  content: DigestContent,
  now: Date,
) {
  const id = newId()
  await tx
    .insertInto('notice_digest')
    .values({ tenant_id: tenantId, id, ...to, at: now, content: JSON.stringify(content) })
    .execute()
  await enqueue(tx, job, { tenantId, digestId: id })
}

async function contentOf(tx: Tx, tenantId: string, notices: Waiting[]): Promise<DigestContent> {
  const counts: Record<string, number> = {}
  for (const { kind, facts } of notices) {
    const own = kind === 'digest' ? ((facts.counts ?? {}) as Record<string, number>) : { [kind]: 1 }
    for (const [name, count] of Object.entries(own)) counts[name] = (counts[name] ?? 0) + count
  }
  const named = notices.flatMap(({ caseId, kind }) => (caseId ? [{ caseId, kind }] : [])).slice(0, mostCases)
  const others = notices.flatMap(othersOf).slice(0, mostCases)
  if (named.length === 0) return { counts, cases: [], others }
  const rows = await tx
    .selectFrom('complaint_case')
    .select(['id', 'number', 'stage', 'due_at'])
    .where('tenant_id', '=', tenantId)
    .where(
      'id',
      'in',
      named.map(({ caseId }) => caseId),
    )
    .execute()
  const cases = new Map(rows.map((row) => [row.id, row]))
  return {
    counts,
    others,
    cases: named.flatMap(({ caseId, kind }) => {
      const found = cases.get(caseId)
      return found ? [{ id: found.id, number: found.number, stage: found.stage, dueAt: found.due_at?.toISOString() ?? null, kind }] : []
    }),
  }
}

/** Of single cases the number alone, of latent complainants nothing; series, topics and groups name no person. */
function saidOutside(kind: string, subject: string): string {
  if (kind === 'latent') return ''
  return ['stage', 'risk', 'longChain', 'repeat', 'exposure'].includes(kind) ? (subject.split(' ')[0] ?? '') : subject
}

/** Warnings and crises as they are said outside. */
function othersOf({ kind, facts }: Waiting): NonNullable<DigestContent['others']> {
  const { warningId, crisisId, level, subject } = facts
  if (typeof warningId !== 'string' && typeof crisisId !== 'string') return []
  const said = typeof subject === 'string' ? saidOutside(String(facts.kind), subject) : ''
  const path = typeof crisisId === 'string' ? `/crises/${crisisId}` : `/warnings/${warningId}`
  return [{ kind, level: typeof level === 'string' ? level : null, subject: said, path }]
}
