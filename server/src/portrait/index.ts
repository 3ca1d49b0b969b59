// 画像: what the product knows of a customer, put together for people: stage of the life cycle, what satisfied them before, which care they should get.
// Owns no table: it reads complaints, remedies, scores, contacts and care tasks, and proposes; people act by the acts of those modules.
export type { PortraitSources } from './portrait.ts'
export { portraitRoutes } from './routes.ts'
export { lifecycleOf } from './rules.ts'
