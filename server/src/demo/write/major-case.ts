import { systemActor } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { proposeMajorCase } from '../../warning/index.ts'
import { supervisors } from '../company/company.ts'

/** A supervisor has proposed the largest group complaint as a major case; whoever visits the demo may approve it. */
export async function writeMajorCase({ keys }: Pick<Deps, 'keys'>, tx: Tx, tenantId: string, now: Date) {
  const group = await tx
    .selectFrom('case_group')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'found')
    .orderBy('people', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  const supervisor = await tx
    .selectFrom('user_account')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('username', '=', supervisors[0] ?? '')
    .executeTakeFirst()
  if (!group || !supervisor) return
  const actor = { ...systemActor(tenantId), userId: supervisor.id, permissions: new Set(['cases:read' as const]) }
  await proposeMajorCase({ tx, keys, actor, now }, group.id, {
    severity: 'serious',
    reason: '多位客户反映同一问题，建议按一件重大投诉统一处理、统一答复',
  })
}
