// 客户指南: owns the short pages customers read about the right use of a product: proposed from findings, written, published by another person,
// open without sign-in, their openings counted. Reads cases and findings, changes none.

export { guidePortal } from './portal.ts'
export { guideRoutes } from './routes.ts'
export type { GuideSources } from './sources.ts'
export { addGuide, decideGuide, submitGuide } from './write.ts'
