import type { Process, ProcessRow } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { ProcessVersion } from '../process-versions.ts'
import { startingFollowUp } from './starting-steps.ts'

type Named = ProcessVersion & { publisher: string | null }

/** Every version there is, latest first; a company has tens. */
const allVersions = (tx: Tx, tenantId: string): Promise<Named[]> =>
  tx
    .selectFrom('process_version as p')
    .leftJoin('user_account as u', (join) => join.onRef('u.tenant_id', '=', 'p.tenant_id').onRef('u.id', '=', 'p.published_by'))
    .selectAll('p')
    .select('u.name as publisher')
    .where('p.tenant_id', '=', tenantId)
    .orderBy('p.effective_from', 'desc')
    .orderBy('p.id', 'desc')
    .execute()

/** 版本列表: drafts, what is planned, what is in force and what was before it. */
export async function listProcesses(tx: Tx, tenantId: string, now: Date): Promise<ProcessRow[]> {
  const versions = await allVersions(tx, tenantId)
  return versions.map((version) => rowOf(version, versions, now))
}

/** @throws NOT_FOUND */
export async function processOf(tx: Tx, tenantId: string, id: string, now: Date): Promise<Process> {
  const versions = await allVersions(tx, tenantId)
  const version = versions.find((one) => one.id === id)
  if (!version) throw new AppError('NOT_FOUND', '没有这个流程版本')
  const { steps = [], followUp = startingFollowUp } = version.definition
  return { ...rowOf(version, versions, now), steps, followUp, cases: await countBound(tx, tenantId, id) }
}

/** How many cycles of cases are bound to it. */
async function countBound(tx: Tx, tenantId: string, id: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select 1 from case_adherence where tenant_id = ${tenantId} and process_version_id = ${id} limit 10000
    ) as bound`.execute(tx)
  return rows[0]?.count ?? 0
}

function rowOf(version: Named, all: Named[], now: Date): ProcessRow {
  return {
    id: version.id,
    category: version.category,
    title: version.title,
    state: stateOf(version, all, now),
    effectiveFrom: version.effective_from.toISOString(),
    publishedAt: version.published_at?.toISOString() ?? null,
    publishedBy: version.publisher,
    endedAt: version.ended_at?.toISOString() ?? null,
    stepCount: version.definition.steps?.length ?? 0,
    version: version.version,
  }
}

function stateOf({ id, state, category, effective_from, ended_at }: Named, all: Named[], now: Date): ProcessRow['state'] {
  if (state === 'draft') return 'draft'
  if (effective_from > now) return 'planned'
  const begun = all.filter((one) => one.state === 'published' && one.category === category && one.effective_from <= now)
  if (begun[0]?.id !== id) return 'replaced'
  return ended_at && ended_at <= now ? 'ended' : 'inForce'
}

/** Locked until the transaction ends. @throws NOT_FOUND, VERSION_CONFLICT */
export async function lockVersion(tx: Tx, tenantId: string, id: string, version?: number): Promise<ProcessVersion> {
  const row = await tx
    .selectFrom('process_version')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这个流程版本')
  if (version !== undefined && version !== row.version) {
    throw new AppError('VERSION_CONFLICT', `您看到的是第 ${version} 版，现在是第 ${row.version} 版；请刷新后再做`)
  }
  return row
}

export async function roleCodesOf(tx: Tx, tenantId: string): Promise<Set<string>> {
  const rows = await tx.selectFrom('role').select('code').where('tenant_id', '=', tenantId).execute()
  return new Set(rows.map(({ code }) => code))
}

export const isKnownCategory = async (tx: Tx, tenantId: string, code: string): Promise<boolean> =>
  (await sql`select 1 from category where tenant_id = ${tenantId} and code = ${code}`.execute(tx)).rows.length > 0
