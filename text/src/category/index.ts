/** 分类: which category a complaint belongs to, by seed words, the shipped base and the tenant's own model. */
export { type CategoryAnswer, type CategorySources, categoryOf, reasonsOfCategory, type TenantCategories } from './category.ts'
export { type LabelledCategory, trainCategory } from './learn.ts'
export {
  type CategoryNode,
  type CategorySeeds,
  type CategoryShare,
  type CategorySheet,
  categoryBySeeds,
  categorySheetOf,
  shippedSeeds,
} from './seeds.ts'
