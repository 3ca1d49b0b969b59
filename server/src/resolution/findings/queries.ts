import type { CaseFinding, CaseFindings, Finding, FindingOverview, StaffFinding } from '@zhiwei/contract'
import { sql } from 'kysely'
import { findCase, personNamed, textOfEvent, visibleCases } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { wholeList } from '../../platform/keyset.ts'
import { countsAgainst } from './rules.ts'
import './tables.ts'

/** 认定 of a case, newest first, and what this person may do. @throws CASE_NOT_FOUND */
export async function findingsOfCase(tx: Tx, actor: Actor, caseId: string): Promise<CaseFindings> {
  const complaintCase = await findCase(tx, actor, caseId)
  const { tenantId } = actor
  const found = await tx
    .selectFrom('finding')
    .selectAll()
    .select([
      textOfEvent('finding', 'text').as('text'),
      personNamed('finding', 'by_id').as('by'),
      personNamed('finding', 'about_id').as('about'),
      sql<
        { id: string; name: string }[]
      >`(select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by s.id), '[]') from stored_file s
        where s.tenant_id = finding.tenant_id and s.id = any(finding.file_ids))`.as('files'),
    ])
    .where('tenant_id', '=', tenantId)
    .where('case_id', '=', complaintCase.id)
    .orderBy('event_no', 'desc')
    .execute()
  const appeals = await tx
    .selectFrom('finding_appeal')
    .selectAll()
    .select([textOfEvent('finding_appeal', 'reason').as('reason'), personNamed('finding_appeal', 'by_id').as('by')])
    .where('tenant_id', '=', tenantId)
    .where('case_id', '=', complaintCase.id)
    .execute()
  const appealOf = new Map(appeals.map((appeal) => [appeal.finding_id, appeal]))
  const rows = found.map((row): CaseFinding => {
    const appeal = appealOf.get(row.id)
    const { attitude, accuracy, procedure } = row
    return {
      id: row.id,
      kind: row.kind,
      cycle: row.cycle,
      finding: row.finding,
      about: row.about,
      questions: attitude && accuracy && procedure ? { attitude, accuracy, procedure } : null,
      cause: row.cause,
      text: row.text ?? '',
      files: row.files,
      at: row.at.toISOString(),
      by: row.by,
      stands: row.stands,
      appeal: appeal
        ? {
            id: appeal.id,
            from: appeal.appealed_by,
            reason: appeal.reason ?? '',
            at: appeal.at.toISOString(),
            by: appeal.by,
            decidedAt: appeal.decided_at?.toISOString() ?? null,
            changed: appeal.changed,
          }
        : null,
    }
  })
  const standing = rows.find(({ stands, cycle }) => stands && cycle === complaintCase.cycle)
  const { permissions, userId } = actor
  const isWorked = ['handling', 'returned', 'answered', 'confirmed'].includes(complaintCase.status)
  const hadPart = rows.some(({ by, about }) => by?.id === userId || about?.id === userId) || standing?.appeal?.by?.id === userId
  return {
    rows,
    can: {
      make: !standing && isWorked && (permissions.has('cases:handle') || permissions.has('cases:review')),
      appeal: standing?.appeal === null && permissions.has('cases:note'),
      review: standing !== undefined && (isWorked || complaintCase.status === 'closed') && !hadPart && permissions.has('findings:review'),
    },
  }
}

/** Appeals that wait, oldest first; and of each person what was found of complaints about them in the year before: only what stands and was substantiated counts. */
export async function findingOverview(tx: Tx, actor: Actor, now: Date): Promise<FindingOverview> {
  const appeals = await tx
    .selectFrom('finding_appeal')
    .innerJoin('finding', (join) =>
      join.onRef('finding.tenant_id', '=', 'finding_appeal.tenant_id').onRef('finding.id', '=', 'finding_appeal.finding_id'),
    )
    .innerJoin('complaint_case', (join) =>
      join.onRef('complaint_case.tenant_id', '=', 'finding_appeal.tenant_id').onRef('complaint_case.id', '=', 'finding_appeal.case_id'),
    )
    .select(['finding_appeal.id', 'finding_appeal.finding_id', 'finding_appeal.case_id', 'finding_appeal.at', 'finding_appeal.appealed_by'])
    .select(['finding.finding', 'complaint_case.number', 'complaint_case.subject'])
    .select([textOfEvent('finding_appeal', 'reason').as('reason'), personNamed('finding_appeal', 'by_id').as('by')])
    .where('finding_appeal.tenant_id', '=', actor.tenantId)
    .where('finding_appeal.decided_at', 'is', null)
    .where(visibleCases(actor))
    .orderBy('finding_appeal.at')
    .limit(200)
    .execute()
  return {
    appeals: wholeList(
      appeals.map((row) => ({
        id: row.id,
        findingId: row.finding_id,
        caseId: row.case_id,
        number: row.number,
        subject: row.subject,
        finding: row.finding,
        from: row.appealed_by,
        reason: row.reason ?? '',
        at: row.at.toISOString(),
        by: row.by,
      })),
    ),
    staff: wholeList(await findingsAboutStaff(tx, actor.tenantId, now)),
  }
}

const yearMs = 365 * 86_400_000

/** Of each person what was found of complaints about them in the year before. @param userId of this one alone */
export async function findingsAboutStaff(tx: Tx, tenantId: string, now: Date, userId?: string): Promise<StaffFinding[]> {
  const { rows } = await sql<Counted>`
    select u.id, u.name, f.finding, a.id is not null as appealed, count(*)::int as count from finding f
    join user_account u on u.tenant_id = f.tenant_id and u.id = f.about_id
    left join finding_appeal a on a.tenant_id = f.tenant_id and a.finding_id = f.id and a.decided_at is null
    where f.tenant_id = ${tenantId} and f.stands and f.about_id is not null and f.at >= ${new Date(now.getTime() - yearMs)}
      ${userId === undefined ? sql`` : sql`and f.about_id = ${userId}`}
    group by u.id, u.name, f.finding, a.id is not null`.execute(tx)
  return staffRows(rows)
}

/** 哪一问不对: of each person how often attitude, answer and procedure were wrong in findings that count against them. */
export async function wrongAnswersOf(tx: Tx, tenantId: string, from: Date) {
  const { rows } = await sql<{ userId: string; finding: Finding; attitude: number; accuracy: number; procedure: number }>`
    select f.about_id as "userId", f.finding, count(*) filter (where f.attitude = 'wrong')::int as attitude,
      count(*) filter (where f.accuracy = 'wrong')::int as accuracy, count(*) filter (where f.procedure = 'wrong')::int as procedure
    from finding f
    where f.tenant_id = ${tenantId} and f.stands and f.about_id is not null and f.at >= ${from}
      and not exists (select 1 from finding_appeal a where a.tenant_id = f.tenant_id and a.finding_id = f.id and a.decided_at is null)
    group by 1, 2`.execute(tx)
  return rows.filter(({ finding }) => countsAgainst(finding))
}

type Counted = { id: string; name: string; finding: Finding; appealed: boolean; count: number }

/** While an appeal waits, what was found does not count yet. */
export function staffRows(counted: readonly Counted[]): StaffFinding[] {
  const rows = [...Map.groupBy(counted, ({ id }) => id).values()].map((own): StaffFinding => {
    const sum = (wanted: (row: Counted) => boolean) => own.filter(wanted).reduce((total, { count }) => total + count, 0)
    return {
      person: { id: own[0]?.id ?? '', name: own[0]?.name ?? '' },
      complaints: sum(() => true),
      counts: sum(({ finding, appealed }) => !appealed && countsAgainst(finding)),
      unsubstantiated: sum(({ finding, appealed }) => !appealed && finding === 'unsubstantiated'),
      unverifiable: sum(({ finding, appealed }) => !appealed && finding === 'unverifiable'),
      appealed: sum(({ appealed }) => appealed),
    }
  })
  return rows.sort(
    (one, other) => other.counts - one.counts || other.complaints - one.complaints || one.person.id.localeCompare(other.person.id),
  )
}

export type FindingAbout = { id: string; case_id: string; at: Date; finding: Finding; appealed: boolean; against: boolean }

/** Findings about these people that stand and were made in the period, and which of them count against them. */
export async function findingsAbout(tx: Tx, tenantId: string, userIds: string[], from: Date, to: Date): Promise<FindingAbout[]> {
  if (userIds.length === 0) return []
  const { rows } = await sql<Omit<FindingAbout, 'against'>>`
    select f.id, f.case_id, f.at, f.finding,
      exists (select 1 from finding_appeal a where a.tenant_id = f.tenant_id and a.finding_id = f.id and a.decided_at is null) as appealed
    from finding f
    where f.tenant_id = ${tenantId} and f.stands and f.about_id = any(${userIds}::uuid[]) and f.at >= ${from} and f.at < ${to}
    order by f.at, f.id`.execute(tx)
  return rows.map((row) => ({ ...row, against: !row.appealed && countsAgainst(row.finding) }))
}
