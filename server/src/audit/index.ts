// The append-only record of what people did outside a case's own timeline: sign-ins, changed rights, reveals.
// The application's role may add and read, never change. Names beside the ids are looked up when the record is read.
export { type AuditEntry, recordAudit } from './record.ts'
export { auditRoutes } from './routes.ts'
