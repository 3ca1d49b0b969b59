export { drawTree, nameCause } from './keep.ts'
export { causeTreeRoutes } from './routes.ts'
export { readingOrder } from './rules.ts'
