import { type Selectable, type SqlBool, sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { lockReport, visibleReports } from '../eight-d/index.ts'
import type { PartnerPartTable } from './tables.ts'

/** From where a part is looked at: by the firm that is asked, or in its report by the company. */
export type PartPlace = { of: 'firm'; id: string } | { of: 'report'; reportId: string; id: string }

type Part = Selectable<PartnerPartTable> & { closed: boolean }

/** The parts a firm is shown: its own, until they are withdrawn. */
export const partsOfFirm = ({ unitId }: Actor) => sql<SqlBool>`(partner_part.unit_id = ${unitId} and partner_part.withdrawn_at is null)`

/** @throws NOT_FOUND also for a part of another firm or of a report one may not see, so that ids cannot be tried out */
export async function findPart(tx: Tx, actor: Actor, place: PartPlace, how?: 'locked'): Promise<Part> {
  const { tenantId } = actor
  const row = await tx
    .selectFrom('partner_part')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', place.id)
    .where(place.of === 'firm' ? partsOfFirm(actor) : sql<SqlBool>`partner_part.eight_d_id = ${place.reportId}`)
    .$if(how === 'locked', (query) => query.forUpdate())
    .executeTakeFirst()
  const report = row && (await reportOf(tx, actor, place, row.eight_d_id))
  if (!row || !report) throw new AppError('NOT_FOUND', '没有这份 8D 协同，或它不是请您答复的')
  return { ...row, closed: report.closed_at !== null }
}

const reportOf = (tx: Tx, actor: Actor, place: PartPlace, id: string) =>
  tx
    .selectFrom('eight_d')
    .select(['closed_at', 'leader_id', 'team_ids'])
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .$if(place.of === 'report', (query) => query.where(visibleReports(tx, actor)))
    .executeTakeFirst()

/**
 * The part of a report the person writes in, both locked, the report first.
 * @throws NOT_FOUND, NOT_PERMITTED, ALREADY_DECIDED when the report is closed or the part withdrawn
 */
export async function lockPartOfReport(tx: Tx, actor: Actor, reportId: string, id: string) {
  const report = await lockReport(tx, actor, reportId)
  const part = await findPart(tx, actor, { of: 'report', reportId, id }, 'locked')
  if (part.withdrawn_at) throw new AppError('ALREADY_DECIDED', '这份邀请已经撤回')
  return { report, part }
}
