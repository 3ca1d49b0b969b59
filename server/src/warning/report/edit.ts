import type { ReportDetail, ReportSectionChange } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import type { Act } from '../../cases/index.ts'
import { activePerson } from '../../identity/index.ts'
import { AppError } from '../../platform/errors.ts'
import { findReport } from './read.ts'

const clean = (text: string) => maskPersonalData(text).masked

/** 修改一节: what stood there is kept; a finished report is not changed. @throws NOT_FOUND, VERSION_CONFLICT, IN_USE */
export async function changeSection(
  { tx, actor, now }: Act,
  id: string,
  no: number,
  change: z.infer<typeof ReportSectionChange>,
): Promise<ReportDetail> {
  const { tenantId } = actor
  await draftOf({ tx, actor, now } as Act, id)
  const before = await tx
    .selectFrom('report_section')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', id)
    .where('no', '=', no)
    .forUpdate()
    .executeTakeFirst()
  if (!before) throw new AppError('NOT_FOUND', '报告里没有这一节')
  if (before.version !== change.version) throw new AppError('VERSION_CONFLICT', `这一节现在是第 ${before.version} 版，请刷新后再改`)
  for (const { ownerId } of change.measures) if (ownerId) await activePerson(tx, tenantId, ownerId)
  const { title, happened, why, coming, measures, changed_at, changed_by, version } = before
  await tx
    .insertInto('report_section_past')
    .values({
      tenant_id: tenantId,
      report_id: id,
      no,
      version,
      title,
      happened,
      why,
      coming,
      measures: JSON.stringify(measures),
      changed_at,
      changed_by,
    })
    .execute()
  await tx
    .updateTable('report_section')
    .set({
      title: clean(change.title),
      happened: clean(change.happened),
      why: clean(change.why),
      coming: clean(change.coming),
      measures: JSON.stringify(change.measures.map((measure) => ({ ...measure, text: clean(measure.text) }))),
      version: version + 1,
      changed_at: now,
      changed_by: actor.userId,
    })
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', id)
    .where('no', '=', no)
    .execute()
  return findReport(tx, actor, id)
}

/** 定稿: a person says that it is right; nothing is changed afterwards. @throws NOT_FOUND, VERSION_CONFLICT, IN_USE */
export async function finishReport(act: Act, id: string, version: number): Promise<ReportDetail> {
  const { tx, actor, now } = act
  const row = await draftOf(act, id)
  if (row.version !== version) throw new AppError('VERSION_CONFLICT', '请刷新后再定稿')
  await tx
    .updateTable('report')
    .set({ state: 'finished', finished_at: now, finished_by: actor.userId, version: version + 1 })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
  await recordAudit(tx, { tenantId: actor.tenantId, kind: 'report.finished', actorId: actor.userId, subjectId: id, at: now })
  return findReport(tx, actor, id)
}

async function draftOf({ tx, actor }: Act, id: string) {
  const row = await tx
    .selectFrom('report')
    .select(['state', 'version'])
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这份报告')
  if (row.state !== 'draft') throw new AppError('IN_USE', row.state === 'finished' ? '报告已定稿，不能再改' : '报告还没有生成好')
  return row
}
