import { z } from 'zod'
import { Id, line, listOf } from './primitives.ts'

/** The address of a page without what follows `?`. */
const Page = z
  .string()
  .max(100)
  .regex(/^\/[a-z0-9/-]*$/, '请填写页面地址')

/** 常用视图: what a page shows, as its address says it, under a name. */
export const SavedView = z.object({
  id: Id,
  page: z.string(),
  name: z.string(),
  query: z.string(),
  columns: z.array(z.string()),
  shared: z.boolean(),
  mine: z.boolean(),
  /** What the page opens with for this person. */
  isDefault: z.boolean(),
})
export const SavedViewInput = z.strictObject({
  page: Page.default('/cases'),
  name: line(60),
  query: z.string().max(2_000),
  columns: z.array(z.string().max(40)).max(40).default([]),
  shared: z.boolean().default(false),
})
export const SavedViewsQuery = z.strictObject({ page: Page.default('/cases') })
export const DefaultViewChange = z.strictObject({ isDefault: z.boolean() })
export const SavedViewList = listOf(SavedView)

export type SavedView = z.infer<typeof SavedView>
