import { AuditList, AuditListQuery } from '@zhiwei/contract'
import type { Deps } from '../platform/deps.ts'
import { may, type Routes } from '../platform/http.ts'
import { findAuditRecords } from './queries.ts'

export function auditRoutes(routes: Routes, _deps: Deps) {
  routes.get('/audit/records', { ...may('audit:read'), schema: { querystring: AuditListQuery, response: { 200: AuditList } } }, (req) =>
    req.read((tx) => findAuditRecords(tx, req.actor.tenantId, req.query)),
  )
}
