import { AuditList, Instant, PageQuery } from '@zhiwei/contract'
import { z } from 'zod'
import type { Deps } from '../platform/deps.ts'
import { may, type Routes } from '../platform/http.ts'
import { findAuditRecords } from './queries.ts'

const AuditQuery = PageQuery.extend({ kind: z.string().max(60).optional(), from: Instant.optional(), to: Instant.optional() })

export function auditRoutes(routes: Routes, _deps: Deps) {
  routes.get('/audit/records', { ...may('audit:read'), schema: { querystring: AuditQuery, response: { 200: AuditList } } }, (req) =>
    req.read((tx) => findAuditRecords(tx, req.actor.tenantId, req.query)),
  )
}
