import type { Act } from '../../cases/index.ts'
import { enqueue } from '../../platform/jobs.ts'
import { elsewhereJob } from './elsewhere-name.ts'
import './tables.ts'

/** 退信: the other side's mail server says that a message sent did not arrive; the delivery log says so, and it goes by another way. What is only delayed stays sent. */
export async function markBounced({ tx, actor }: Act, messageId: string, { status, isFinal }: { status: string | null; isFinal: boolean }) {
  const bounced = await tx
    .updateTable('outgoing_message')
    .set({
      last_error: `${isFinal ? '退信' : '对方服务器暂未投递'}${status ? ` ${status}` : ''}`,
      ...(isFinal && { state: 'failed' as const }),
    })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', messageId)
    .where('state', '=', 'sent')
    .returning('id')
    .executeTakeFirst()
  if (bounced && isFinal) await enqueue(tx, elsewhereJob, { tenantId: actor.tenantId, messageId: bounced.id })
}
