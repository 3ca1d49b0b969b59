import { z } from 'zod'
import { TreeCode } from './codes.ts'
import { line, listOf, Version } from './primitives.ts'

/** A node of the category tree (分类) or of the cause catalogue (原因). */
export const TreeNode = z.object({
  code: TreeCode,
  parent: TreeCode.nullable(),
  name: z.string(),
  nameEn: z.string(),
  active: z.boolean(),
  sort: z.number().int(),
  version: z.number().int(),
})
export const TreeRows = listOf(TreeNode)
export const TreeNodeInput = z.strictObject({
  code: TreeCode,
  name: line(60),
  nameEn: line(60).optional(),
  sort: z.number().int().default(0),
})
export const TreeNodeChange = z.strictObject({
  name: line(60).optional(),
  nameEn: line(60).optional(),
  active: z.boolean().optional(),
  sort: z.number().int().optional(),
  version: Version,
})
export type TreeNode = z.infer<typeof TreeNode>
