import { recordAudit } from '../../audit/index.ts'
import { systemActor } from '../../cases/index.ts'
import { revealedField } from '../../customers/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { enqueue, type JobHandlers } from '../../platform/jobs.ts'
import { canMail, sendMail } from '../../platform/mail.ts'
import { planInForce } from '../plan/versions.ts'
import { addressOf, markSent, newLink, tenantCodeOf } from './issue.ts'
import { surveyMailJob } from './mail-job.ts'

export const surveyJobs: JobHandlers = {
  [surveyMailJob]: (deps, data) => mailSurvey(deps, data.tenantId, String(data.surveyId)),
}

/** Sends one survey to the customer's first mail address; a survey that is over is left. Between sending and marking a kill may send twice. */
async function mailSurvey(deps: Deps, tenantId: string, surveyId: string): Promise<void> {
  const { keys, clock, config } = deps
  const inTenant = deps.database.tenant(tenantId)
  const now = clock()
  const prepared = await inTenant.transaction().execute(async (tx) => {
    const survey = await tx.selectFrom('survey').selectAll().where('tenant_id', '=', tenantId).where('id', '=', surveyId).executeTakeFirst()
    if (!survey || !canMail(config) || survey.expires_at <= now || survey.state === 'answered' || survey.state === 'expired') return null
    const complaintCase = await tx
      .selectFrom('complaint_case')
      .select(['number', 'customer_id'])
      .where('tenant_id', '=', tenantId)
      .where('id', '=', survey.case_id)
      .executeTakeFirst()
    const found = complaintCase?.customer_id ? await revealedField(tx, keys, tenantId, complaintCase.customer_id, 'email') : null
    const to = found?.split('、')[0]
    if (!complaintCase || !to) return null
    const { name } = await tx.selectFrom('tenant').select('name').where('id', '=', tenantId).executeTakeFirstOrThrow()
    const address = addressOf(deps, await tenantCodeOf(tx, tenantId), await newLink(tx, tenantId, surveyId, null, now))
    return { survey, to, name, number: complaintCase.number, address }
  })
  if (!prepared) return
  const { survey, to, name, number, address } = prepared
  await sendMail(config, {
    to,
    subject: `${name}：您反映的事情解决了吗？（${number}）`,
    text: [
      `您好，您反映的事情（${number}）我们已经答复。它真正解决了吗？愿意的话，请用一分钟告诉我们：`,
      address,
      `链接在 ${survey.expires_at.toISOString().slice(0, 10)} 前有效。不填也没有关系；没有解决的话，写下来我们就接着办。`,
      '',
      `Is your complaint (${number}) really solved? If you like, tell us in a minute; leaving it is fine too.`,
      address,
    ].join('\n'),
    messageId: `<survey-${surveyId}-${survey.reminded}@zhiwei>`,
  })
  await inTenant.transaction().execute(async (tx) => {
    await markSent(tx, survey, now, { mailed: true })
    const facts = { surveyId, caseId: survey.case_id, reminder: survey.reminded }
    await recordAudit(tx, { tenantId, kind: 'survey.mailed', actorId: systemActor(tenantId).userId, facts, at: now })
  })
}

const mostAtOnce = 200
const hourMs = 3_600_000

/** 再问一次, as often as the plan says, and 过期: surveys nobody answered in time are over. */
export async function keepSurveys(deps: Deps, tenantId: string): Promise<void> {
  const now = deps.clock()
  await deps.database
    .tenant(tenantId)
    .transaction()
    .execute(async (tx) => {
      const over = await tx
        .updateTable('survey')
        .set({ state: 'expired' })
        .where('tenant_id', '=', tenantId)
        .where('state', 'in', ['toSend', 'sent'])
        .where('expires_at', '<=', now)
        .returning(['case_id', 'cycle'])
        .execute()
      for (const { case_id, cycle } of over)
        await tx
          .updateTable('follow_up_task')
          .set((eb) => ({ ended: 'expired', done_at: now, version: eb('version', '+', 1) }))
          .where('tenant_id', '=', tenantId)
          .where('case_id', '=', case_id)
          .where('cycle', '=', cycle)
          .where('channel', '=', 'link')
          .where('ended', 'is', null)
          .execute()
      const { survey: settings } = await planInForce(tx, tenantId, now)
      if (settings.reminders === 0 || !canMail(deps.config)) return
      const silent = await tx
        .selectFrom('survey')
        .select(['id', 'reminded'])
        .where('tenant_id', '=', tenantId)
        .where('state', '=', 'sent')
        .where('mailed', '=', true)
        .where('reminded', '<', settings.reminders)
        .where('last_asked_at', '<=', new Date(now.getTime() - settings.remindAfterHours * hourMs))
        .where('expires_at', '>', new Date(now.getTime() + hourMs))
        .orderBy('id')
        .limit(mostAtOnce)
        .forUpdate()
        .skipLocked()
        .execute()
      for (const { id, reminded } of silent) {
        await tx
          .updateTable('survey')
          .set({ reminded: reminded + 1, last_asked_at: now })
          .where('tenant_id', '=', tenantId)
          .where('id', '=', id)
          .execute()
        await enqueue(tx, surveyMailJob, { tenantId, surveyId: id })
      }
    })
}
