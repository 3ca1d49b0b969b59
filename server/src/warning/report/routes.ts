import {
  IdParams,
  PageQuery,
  ReportDetail,
  ReportFinish,
  ReportFormat,
  ReportInput,
  ReportList,
  ReportSectionChange,
  ReportSectionParams,
  ReportSectionPast,
} from '@zhiwei/contract'
import { actOf } from '../../cases/index.ts'
import { tenantZone } from '../../identity/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { may, type Routes } from '../../platform/http.ts'
import { askReport } from './ask.ts'
import { changeSection, finishReport } from './edit.ts'
import { blocksOf } from './print/document.ts'
import { findReport, listReports, pastOfSection } from './read.ts'

const reads = may('warnings:read')
const handles = may('warnings:handle')
const types = { pdf: 'application/pdf', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' } as const

export function reportRoutes(routes: Routes, deps: Deps) {
  routes.get('/reports', { ...reads, schema: { querystring: PageQuery, response: { 200: ReportList } } }, (request) =>
    request.read((tx) => listReports(tx, request.actor, request.query)),
  )
  routes.post('/reports', { ...handles, schema: { body: ReportInput, response: { 201: IdParams } } }, (request, reply) =>
    reply.write(201, (tx) => askReport(actOf(deps, request, tx), request.body)),
  )
  routes.get('/reports/:id', { ...reads, schema: { params: IdParams, response: { 200: ReportDetail } } }, (request) =>
    request.read((tx) => findReport(tx, request.actor, request.params.id)),
  )
  routes.put(
    '/reports/:id/sections/:no',
    { ...handles, schema: { params: ReportSectionParams, body: ReportSectionChange, response: { 200: ReportDetail } } },
    (request, reply) =>
      reply.write(200, (tx) => changeSection(actOf(deps, request, tx), request.params.id, request.params.no, request.body)),
  )
  routes.get(
    '/reports/:id/sections/:no/past',
    { ...reads, schema: { params: ReportSectionParams, response: { 200: ReportSectionPast } } },
    (request) => request.read((tx) => pastOfSection(tx, request.actor, request.params.id, request.params.no)),
  )
  routes.post(
    '/reports/:id/finish',
    { ...handles, schema: { params: IdParams, body: ReportFinish, response: { 201: ReportDetail } } },
    (request, reply) => reply.write(201, (tx) => finishReport(actOf(deps, request, tx), request.params.id, request.body.version)),
  )
  routes.get('/reports/:id/files/:format', { ...reads, schema: { params: ReportFormat } }, async (request, reply) => {
    const { id, format } = request.params
    const { report, zone } = await request.read(async (tx) => ({
      report: await findReport(tx, request.actor, id),
      zone: await tenantZone(tx, request.actor.tenantId),
    }))
    const times = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
    const blocks = blocksOf(report, (instant) => times.format(new Date(instant)))
    // Loaded when first asked for: a server starts without them.
    const file =
      format === 'pdf'
        ? await (await import('../../platform/print/pdf.ts')).pdfOf(report.title, blocks)
        : await (await import('../../platform/print/docx.ts')).docxOf(report.title, blocks)
    reply.header('content-disposition', `attachment; filename="report-${report.fromDay}-${report.toDay}.${format}"`)
    return reply.type(types[format]).send(file)
  })
}
