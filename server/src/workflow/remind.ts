import type { ActDone, ActInput } from '@zhiwei/contract'
import { type Act, actDone, beginStep, recordEvent } from '../cases/index.ts'
import { AppError } from '../platform/errors.ts'
import { rowOver } from './queries.ts'
import { settingOf } from './setting.ts'

const minuteMs = 60_000

/**
 * 催办: somebody asks how far the case is, a colleague or the customer; counted, for repeated asking is an early sign. The same sender asks
 * of the same case no oftener than the tenant has set.
 * @throws CASE_NOT_FOUND, CASE_STEP_NOT_ALLOWED, VERSION_CONFLICT, RATE_LIMITED
 * Source: docs/rules/escalation.md
 */
export async function remindOfCase(act: Act, caseId: string, input: ActInput<'reminders'>): Promise<ActDone> {
  const complaintCase = await beginStep(act, caseId, 'reminders', input)
  await requirePause(act, caseId, input.from)
  const after = await recordEvent(
    act,
    complaintCase,
    { kind: 'case.reminded', facts: { from: input.from }, texts: input.text ? { text: input.text } : {} },
    { reminders: complaintCase.reminders + 1 },
  )
  const row = rowOver(act, after)
  await act.tx
    .insertInto('reminder')
    .values({ ...row, sender: input.from })
    .execute()
  return actDone(act, after, row.id)
}

/** The customer is one sender whoever wrote it down; of the staff everybody is their own. */
async function requirePause({ tx, actor, now }: Act, caseId: string, from: 'staff' | 'customer') {
  const setting = await settingOf(tx, actor.tenantId)
  const pauseMs = (from === 'staff' ? setting.staffReminderMinutes : setting.customerReminderMinutes) * minuteMs
  const last = await tx
    .selectFrom('reminder')
    .select('at')
    .where('tenant_id', '=', actor.tenantId)
    .where('case_id', '=', caseId)
    .where('sender', '=', from)
    .$if(from === 'staff', (query) => query.where('by_id', actor.userId === null ? 'is' : '=', actor.userId))
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  const leftMs = last ? last.at.getTime() + pauseMs - now.getTime() : 0
  if (leftMs <= 0) return
  const minutes = Math.ceil(leftMs / minuteMs)
  const who = from === 'staff' ? '您' : '客户'
  throw new AppError('RATE_LIMITED', `${who}刚催过这张工单，${minutes} 分钟后可以再催；急事请升级或督办`, {
    retryAfterSeconds: Math.ceil(leftMs / 1_000),
  })
}
