import { recordAudit } from '../audit/index.ts'
import type { Deps } from '../platform/deps.ts'
import { AppError } from '../platform/errors.ts'
import { may, type Routes } from '../platform/http.ts'
import { askForDemo } from './ask.ts'
import { isMember } from './memberships.ts'
import { demoTenantId, removeDemo } from './remove.ts'

export function demoRoutes(routes: Routes, deps: Deps) {
  /** 生成演示公司: answers at once, the company comes a while later. */
  routes.post('/tenants/demo', may('settings:manage'), (req, reply) => reply.write(202, (tx) => askForDemo(deps, tx, req.actor)))

  /** 移除演示数据: one click of an administrator who may step into it; every invented row is gone, one's own stay. */
  routes.delete('/tenants/demo', may('settings:manage'), async (req, reply) => {
    const { tenantId, userId } = req.actor
    const demoId = await demoTenantId(deps)
    if (demoId === tenantId) throw new AppError('IN_USE', '请先切换回自己的企业，再移除演示数据')
    if (!demoId || !(await isMember(deps, req.actor, demoId))) throw new AppError('NOT_FOUND', '没有演示数据，或您不是它的成员')
    await removeDemo(deps)
    await deps.database
      .tenant(tenantId)
      .transaction()
      .execute((tx) => recordAudit(tx, { tenantId, kind: 'demo.removed', actorId: userId, subjectId: demoId, at: deps.clock() }))
    return reply.code(204).send()
  })
}
