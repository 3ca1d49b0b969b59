import type { TreeNode, TreeNodeChange, TreeNodeInput } from '@zhiwei/contract'
import type { z } from 'zod'
import { recordAudit } from '../audit/index.ts'
import type { Act } from '../cases/index.ts'
import { codeTree } from '../platform/code-tree.ts'
import type { Tx } from '../platform/database.ts'
import { startingCauses } from './starting-causes.ts'
import './tables.ts'

const tree = codeTree('cause')

export const listCauses = (tx: Tx, tenantId: string): Promise<TreeNode[]> => tree.list(tx, tenantId)
export const activeCauses = (tx: Tx, tenantId: string) => tree.activeCodes(tx, tenantId)
export const seedCauses = (tx: Tx, tenantId: string) => tree.seed(tx, tenantId, startingCauses)

/** 新增原因. @throws INPUT_INVALID, ALREADY_EXISTS */
export async function addCause({ tx, actor, now }: Act, input: z.infer<typeof TreeNodeInput>) {
  const node = await tree.add(tx, actor.tenantId, input)
  await recordAudit(tx, { tenantId: actor.tenantId, kind: 'cause.added', actorId: actor.userId, facts: { code: node.code }, at: now })
  return node
}

/** 修改原因: a deactivated node stays readable and is no longer offered. @throws NOT_FOUND, VERSION_CONFLICT */
export async function changeCause({ tx, actor, now }: Act, code: string, input: z.infer<typeof TreeNodeChange>) {
  const node = await tree.change(tx, actor.tenantId, code, input)
  const facts = { code, active: node.active, version: node.version }
  await recordAudit(tx, { tenantId: actor.tenantId, kind: 'cause.changed', actorId: actor.userId, facts, at: now })
  return node
}
