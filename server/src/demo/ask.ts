import type { FirstRun } from '@zhiwei/contract'
import { recordAudit } from '../audit/index.ts'
import type { Tx } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { AppError } from '../platform/errors.ts'
import type { Actor } from '../platform/http.ts'
import { factOf } from '../platform/installation.ts'
import { enqueueOnce, isWaiting, type JobHandlers } from '../platform/jobs.ts'
import { isMember } from './memberships.ts'
import { demoTenantId } from './remove.ts'

const job = 'demo.make'

/** Whether somebody of this company may step into the demo company, or may ask for it: only `default`, whose administrator it lets in. */
export async function demoStateFor(deps: Deps, tx: Tx, actor: Actor): Promise<FirstRun['demo']> {
  const demoId = await demoTenantId(deps)
  if (demoId) return (await isMember(deps, actor, demoId)) ? 'there' : null
  if (!(await isOfDefault(tx, actor))) return null
  const isMaking = (await factOf(deps.database, 'demo')) === 'making' || (await isWaiting(tx, job, actor.tenantId))
  return isMaking ? 'making' : 'none'
}

/**
 * 生成演示公司, for a company that began without one; made in the background, once however often it is asked for.
 * @throws NOT_PERMITTED for another company than `default`
 */
export async function askForDemo(deps: Deps, tx: Tx, actor: Actor) {
  if (!(await isOfDefault(tx, actor))) throw new AppError('NOT_PERMITTED', '演示公司只能由 default 企业的管理员生成')
  if (await demoTenantId(deps)) return
  const { tenantId, userId } = actor
  await recordAudit(tx, { tenantId, kind: 'demo.asked', actorId: userId, subjectId: null, at: deps.clock() })
  await enqueueOnce(tx, job, { tenantId })
}

async function isOfDefault(tx: Tx, { tenantId }: Actor) {
  const tenant = await tx.selectFrom('tenant').select('code').where('id', '=', tenantId).executeTakeFirst()
  return tenant?.code === 'default'
}

export const demoJobs: JobHandlers = {
  [job]: async (deps) => {
    const { makeDemo } = await import('./make.ts')
    await makeDemo(deps)
  },
}
