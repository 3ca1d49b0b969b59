import { EightDChange, EightDClosure, EightDDetail, EightDInput, EightDList, EightDListQuery, IdParams } from '@zhiwei/contract'
import { actOf } from '../../cases/index.ts'
import { tenantZone } from '../../identity/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { may, mayEither, type Routes } from '../../platform/http.ts'
import { findAction } from '../actions/act.ts'
import { effectOf } from '../actions/effect.ts'
import type { ImprovementSources } from '../actions/sources.ts'
import { listCauses } from '../causes.ts'
import { pictureOfTree } from '../trees/picture.ts'
import { closeReport, editReport, openReport } from './keep.ts'
import { blocksOf } from './print.ts'
import { findReport, listReports } from './read.ts'

const reads = mayEither('cases:read', 'cases:readUnit', 'actions:handle', 'actions:manage')
const handles = mayEither('actions:handle', 'actions:manage')

/** 8D 报告: from the team to the thanks, printed as PDF. */
export function eightDRoutes(routes: Routes, deps: Deps, sources: ImprovementSources) {
  const { clock } = deps
  routes.get('/eight-d', { ...reads, schema: { querystring: EightDListQuery, response: { 200: EightDList } } }, (request) =>
    request.read((tx) => listReports(tx, request.actor, request.query)),
  )
  routes.post('/eight-d', { ...may('actions:manage'), schema: { body: EightDInput, response: { 201: EightDDetail } } }, (request, reply) =>
    reply.write(201, async (tx) => {
      const { id } = await openReport(actOf(deps, request, tx), request.body, sources)
      return findReport(tx, request.actor, id, clock(), sources)
    }),
  )
  routes.get('/eight-d/:id', { ...reads, schema: { params: IdParams, response: { 200: EightDDetail } } }, (request) =>
    request.read((tx) => findReport(tx, request.actor, request.params.id, clock(), sources)),
  )
  routes.patch(
    '/eight-d/:id',
    { ...handles, schema: { params: IdParams, body: EightDChange, response: { 200: EightDDetail } } },
    (request, reply) =>
      reply.write(200, async (tx) => {
        await editReport(actOf(deps, request, tx), request.params.id, request.body, sources)
        return findReport(tx, request.actor, request.params.id, clock(), sources)
      }),
  )
  routes.post(
    '/eight-d/:id/closure',
    { ...handles, schema: { params: IdParams, body: EightDClosure, response: { 201: EightDDetail } } },
    (request, reply) =>
      reply.write(201, async (tx) => {
        await closeReport(actOf(deps, request, tx), request.params.id, request.body.version)
        return findReport(tx, request.actor, request.params.id, clock(), sources)
      }),
  )
  routes.get('/eight-d/:id/file', { ...reads, schema: { params: IdParams } }, async (request, reply) => {
    const { title, blocks } = await request.read(async (tx) => {
      const { actor } = request
      const report = await findReport(tx, actor, request.params.id, clock(), sources)
      const names = new Map((await listCauses(tx, actor.tenantId)).map(({ code, name }) => [code, name]))
      const effects = new Map()
      for (const { id } of report.actionRows)
        effects.set(id, await effectOf(tx, await findAction(tx, { ...actor, userId: null }, id), clock(), sources))
      const days = new Intl.DateTimeFormat('sv-SE', { timeZone: await tenantZone(tx, actor.tenantId), dateStyle: 'short' })
      const blocks = blocksOf(
        report,
        (code) => names.get(code) ?? code,
        effects,
        (instant) => days.format(new Date(instant)),
        report.causeTree && (await pictureOfTree(tx, actor.tenantId, report.causeTree.id)),
      )
      return { title: report.title, blocks }
    })
    // Loaded when first asked for: a server starts without it.
    const { pdfOf } = await import('../../platform/print/pdf.ts')
    const file = await pdfOf(title, blocks)
    reply.header('content-disposition', `attachment; filename="8d-${request.params.id.slice(-8)}.pdf"`)
    return reply.type('application/pdf').send(file)
  })
}
