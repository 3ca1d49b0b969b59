import {
  ReportTemplate,
  ReportTemplateChange,
  ReportTemplateParams,
  ReportTemplateReset,
  ReportTemplates,
  ReportTemplateVersions,
} from '@zhiwei/contract'
import { actOf } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { may, type Routes } from '../../platform/http.ts'
import { wholeList } from '../../platform/keyset.ts'
import { listTemplates, resetTemplate, templateVersions, writeTemplate } from './templates.ts'

const reads = may('reports:read')
const manages = may('reports:manage')

export function templateRoutes(routes: Routes, deps: Deps) {
  routes.get('/report-templates', { ...reads, schema: { response: { 200: ReportTemplates } } }, (request) =>
    request.read(async (tx) => wholeList(await listTemplates(tx, request.actor.tenantId))),
  )
  routes.put(
    '/report-templates/:kind',
    { ...manages, schema: { params: ReportTemplateParams, body: ReportTemplateChange, response: { 200: ReportTemplate } } },
    (request, reply) => reply.write(200, (tx) => writeTemplate(actOf(deps, request, tx), request.params.kind, request.body)),
  )
  routes.post(
    '/report-templates/:kind/reset',
    { ...manages, schema: { params: ReportTemplateParams, body: ReportTemplateReset, response: { 201: ReportTemplate } } },
    (request, reply) => reply.write(201, (tx) => resetTemplate(actOf(deps, request, tx), request.params.kind, request.body.version)),
  )
  routes.get(
    '/report-templates/:kind/versions',
    { ...manages, schema: { params: ReportTemplateParams, response: { 200: ReportTemplateVersions } } },
    (request) => request.read(async (tx) => wholeList(await templateVersions(tx, request.actor.tenantId, request.params.kind))),
  )
}
