import { performance } from 'node:perf_hooks'
import type { TreeNode, TreeNodeChange, TreeNodeInput } from '@zhiwei/contract'
import type { z } from 'zod'
import { recordAudit } from '../audit/index.ts'
import type { Act } from '../cases/index.ts'
import { activeCodes, codeTree } from '../platform/code-tree.ts'
import type { Tx } from '../platform/database.ts'
import { startingCategories } from './starting-categories.ts'
import './tables.ts'

const tree = codeTree('category')

export const listCategories = (tx: Tx, tenantId: string): Promise<TreeNode[]> => tree.list(tx, tenantId)
export const seedCategories = (tx: Tx, tenantId: string) => tree.seed(tx, tenantId, startingCategories)

/** 新增分类. @throws INPUT_INVALID, ALREADY_EXISTS */
export async function addCategory({ tx, actor, now }: Act, input: z.infer<typeof TreeNodeInput>) {
  const node = await tree.add(tx, actor.tenantId, input)
  await recordAudit(tx, { tenantId: actor.tenantId, kind: 'category.added', actorId: actor.userId, facts: { code: node.code }, at: now })
  return node
}

/** 修改分类: a deactivated node stays readable and is no longer offered. @throws NOT_FOUND, VERSION_CONFLICT */
export async function changeCategory({ tx, actor, now }: Act, code: string, input: z.infer<typeof TreeNodeChange>) {
  const node = await tree.change(tx, actor.tenantId, code, input)
  const facts = { code, active: node.active, version: node.version }
  await recordAudit(tx, { tenantId: actor.tenantId, kind: 'category.changed', actorId: actor.userId, facts, at: now })
  return node
}

// Intake asks for every complaint, so the answer is kept a moment; another process learns of a change within this time.
const keptMs = 5_000
const kept = new Map<string, { codes: Set<string>; until: number }>()
let changesBegunOrEnded = 0
let changesUnderWay = 0

/** Codes that a complaint may be given now. */
export async function knownCategories(tx: Tx, tenantId: string): Promise<Set<string>> {
  const known = kept.get(tenantId)
  if (known && known.until > performance.now()) return known.codes
  const before = changesBegunOrEnded
  const codes = await tree.activeCodes(tx, tenantId)
  // Read beside a change: right for this question, perhaps not for the next.
  if (changesUnderWay === 0 && before === changesBegunOrEnded) kept.set(tenantId, { codes, until: performance.now() + keptMs })
  return codes
}

/** Nothing is kept from before a change's begin until after its commit. */
export async function changingCategories<Result>(change: () => Promise<Result>): Promise<Result> {
  changesBegunOrEnded += 1
  changesUnderWay += 1
  kept.clear()
  try {
    return await change()
  } finally {
    changesUnderWay -= 1
    changesBegunOrEnded += 1
  }
}

/** What a text may be said to be about: active codes with their names; those that hold others, too. */
export async function categoriesToName(tx: Tx, tenantId: string): Promise<{ code: string; name: string; nameEn: string }[]> {
  const nodes = await tree.list(tx, tenantId)
  const active = activeCodes(nodes)
  return nodes.filter(({ code }) => active.has(code))
}
