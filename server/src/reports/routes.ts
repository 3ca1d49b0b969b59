import {
  IdParams,
  PeriodicReportDeletion,
  PeriodicReportDetail,
  PeriodicReportFile,
  PeriodicReportInput,
  PeriodicReportList,
  PeriodicReportQuery,
  ReportContent,
  ReportMailParams,
  ReportPreviewInput,
} from '@zhiwei/contract'
import { actOf } from '../cases/index.ts'
import type { Deps } from '../platform/deps.ts'
import { may, type Routes } from '../platform/http.ts'
import { askReport, deleteReport, makeAgain } from './ask.ts'
import { fileOf } from './files/file.ts'
import { retryMail } from './mails/queue.ts'
import { scheduleRoutes } from './mails/routes.ts'
import { previewReport } from './preview.ts'
import { findReport, listReports, readReport } from './read.ts'
import { templateRoutes } from './templates/routes.ts'

const reads = may('reports:read')
const manages = may('reports:manage')

/** 定期报告: they tell of the whole company, whatever cases the reader may open. */
export function periodicReportRoutes(routes: Routes, deps: Deps) {
  templateRoutes(routes, deps)
  scheduleRoutes(routes, deps)
  routes.get(
    '/periodic-reports',
    { ...reads, schema: { querystring: PeriodicReportQuery, response: { 200: PeriodicReportList } } },
    (request) => request.read((tx) => listReports(tx, request.actor, request.query)),
  )
  routes.post('/periodic-reports', { ...manages, schema: { body: PeriodicReportInput, response: { 201: IdParams } } }, (request, reply) =>
    reply.write(201, (tx) => askReport(actOf(deps, request, tx), request.body)),
  )
  routes.post(
    '/periodic-reports/preview',
    { ...manages, schema: { body: ReportPreviewInput, response: { 200: ReportContent } } },
    (request) => request.read((tx) => previewReport(tx, request.actor.tenantId, request.body, deps.clock()), 'ofOneMoment'),
  )
  routes.get('/periodic-reports/:id', { ...reads, schema: { params: IdParams, response: { 200: PeriodicReportDetail } } }, (request) =>
    request.read((tx) => findReport(tx, deps.keys, request.actor, request.params.id)),
  )
  routes.post('/periodic-reports/:id/again', { ...manages, schema: { params: IdParams, response: { 201: IdParams } } }, (request, reply) =>
    reply.write(201, (tx) => makeAgain(actOf(deps, request, tx), request.params.id)),
  )
  routes.post(
    '/periodic-reports/:id/deletion',
    { ...manages, schema: { params: IdParams, body: PeriodicReportDeletion, response: { 201: IdParams } } },
    (request, reply) =>
      reply.write(201, async (tx) => {
        await deleteReport(actOf(deps, request, tx), request.params.id, request.body.reason)
        return { id: request.params.id }
      }),
  )
  routes.post(
    '/periodic-reports/:id/mails/:mailId/retries',
    { ...manages, schema: { params: ReportMailParams, response: { 201: IdParams } } },
    (request, reply) =>
      reply.write(201, async (tx) => {
        await retryMail(actOf(deps, request, tx), request.params.id, request.params.mailId)
        return { id: request.params.mailId }
      }),
  )
  routes.get('/periodic-reports/:id/files/:format', { ...reads, schema: { params: PeriodicReportFile } }, async (request, reply) => {
    const report = await request.read((tx) => readReport(tx, request.actor.tenantId, request.params.id))
    const { name, contentType, bytes } = await fileOf(report, request.params.format)
    reply.header('content-disposition', `attachment; filename="${name}"`)
    return reply.type(contentType).send(bytes)
  })
}
