// 演示数据: an invented company with its people, customers and the complaints of eighteen months, in a tenant of its own.
// Knows every module and plays their acts; no module knows it. Same seed and same `now`: same cases.
import type { Deps } from '../platform/deps.ts'
import type { DemoOptions } from './make.ts'

export { demoJobs, demoStateFor } from './ask.ts'
export type { DemoOptions } from './make.ts'
export { hasDemo, removeDemo } from './remove.ts'
export { demoRoutes } from './routes.ts'

/** Loaded when it is wanted: a server without demo data keeps its words out of memory. */
export const makeDemo = async (deps: Deps, options: DemoOptions = {}) => (await import('./make.ts')).makeDemo(deps, options)
