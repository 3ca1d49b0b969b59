import { recordAudit } from '../../audit/index.ts'
import type { Act } from '../../cases/index.ts'
import { peopleWithRoles } from '../../identity/index.ts'
import type { Keys } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/jobs.ts'
import { outsideOf } from './schedules.ts'
import { outsideAllowed } from './settings.ts'
import '../tables.ts'

export const mailJob = 'reports.mail'

/** A report that a schedule asked for goes to the people of its roles, and outside where that is allowed; each mail is a row and a job of its own. */
export async function mailReport(tx: Tx, keys: Keys, tenantId: string, reportId: string, now: Date) {
  const schedule = await tx
    .selectFrom('periodic_report as r')
    .innerJoin('report_schedule as s', (join) => join.onRef('s.tenant_id', '=', 'r.tenant_id').onRef('s.id', '=', 'r.schedule_id'))
    .selectAll('s')
    .where('r.tenant_id', '=', tenantId)
    .where('r.id', '=', reportId)
    .where('r.deleted_at', 'is', null)
    .executeTakeFirst()
  if (!schedule) return
  const people = (await peopleWithRoles(tx, tenantId)).filter(({ roles }) => roles.some(({ id }) => schedule.role_ids.includes(id)))
  const outside = (await outsideAllowed(tx, tenantId)) ? outsideOf(keys, schedule) : []
  const to = [
    ...people.map(({ id }) => ({ user_id: id, address_cipher: null })),
    ...outside.map((address) => ({ user_id: null, address_cipher: keys.encrypt(address) })),
  ]
  for (const one of to) {
    const id = newId()
    await tx
      .insertInto('report_mail')
      .values({ tenant_id: tenantId, id, report_id: reportId, ...one, formats: schedule.formats, state: 'waiting', at: now })
      .execute()
    await enqueue(tx, mailJob, { tenantId, mailId: id })
  }
}

/** 重发 one that failed. @throws NOT_FOUND, INPUT_INVALID */
export async function retryMail({ tx, actor, now }: Act, reportId: string, id: string) {
  const { tenantId, userId } = actor
  const { numUpdatedRows } = await tx
    .updateTable('report_mail')
    .set({ state: 'waiting', tries: 0, error: null })
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', reportId)
    .where('id', '=', id)
    .where('state', '=', 'failed')
    .executeTakeFirst()
  if (!numUpdatedRows) throw new AppError('NOT_FOUND', '没有这封发送失败的邮件，可能已经重发')
  await recordAudit(tx, { tenantId, kind: 'periodicReport.mailedAgain', actorId: userId, subjectId: reportId, at: now })
  await enqueue(tx, mailJob, { tenantId, mailId: id })
}
