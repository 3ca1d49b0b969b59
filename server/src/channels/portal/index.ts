// 客户自助: owns what the portal shows, consents, codes, sessions, private links and which files a customer may see.

export { addFile, remindUs, sendMessage } from './acts.ts'
export { portalJobs } from './code-job.ts'
export { fileComplaint } from './file-complaint.ts'
export { forgetPortal } from './forget.ts'
export { linkFor } from './link.ts'
export { portalPages } from './pages/page-routes.ts'
export { portalRoutes } from './routes.ts'
export type { PortalSources } from './sources.ts'
export { answerStatusQuery, type StatusAnswer, type StatusQuery } from './speech.ts'
export { portalActor } from './who.ts'
