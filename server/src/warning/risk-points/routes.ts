import {
  ExposureInput,
  Id,
  IdParams,
  RiskMap,
  RiskMapQuery,
  RiskPointCases,
  RiskPointCasesQuery,
  RiskPointChange,
  RiskPointDetail,
  RiskPointImported,
  RiskPointInput,
  RiskPointList,
  RiskPointSuggestionList,
  SuggestionDecision,
} from '@zhiwei/contract'
import { z } from 'zod'
import { actOf } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { may, mayEither, type Routes } from '../../platform/http.ts'
import { type RowsOfFile, uploadedRows } from '../../platform/uploaded-rows.ts'
import { addRiskPoint, changeRiskPoint, setExposure } from './acts.ts'
import { casesOfRiskPoint } from './cases.ts'
import { findRiskPoint, listRiskPoints, riskMap } from './list.ts'
import { importRiskPoints, riskPointFile } from './sheet.ts'
import { decideSuggestion, listSuggestions } from './suggest.ts'

const FileQuery = z.strictObject({ format: z.enum(['xlsx', 'csv']).default('xlsx') })
const Decided = z.object({ id: Id, riskPointId: Id.nullable() })

/** 风险点: the register, its heat and map, and what is suggested for it. */
export function riskPointRoutes(routes: Routes, deps: Deps, rowsOfFile: RowsOfFile) {
  const { clock } = deps
  const read = may('warnings:read')
  const manage = may('warnings:manage')
  routes.get('/risk-points', { ...read, schema: { response: { 200: RiskPointList } } }, (request) =>
    request.read((tx) => listRiskPoints(tx, request.actor.tenantId, clock())),
  )
  routes.post('/risk-points', { ...manage, schema: { body: RiskPointInput, response: { 201: RiskPointDetail } } }, (request, reply) =>
    reply.write(201, (tx) => addRiskPoint(actOf(deps, request, tx), request.body)),
  )
  routes.get('/risk-points/:id', { ...read, schema: { params: IdParams, response: { 200: RiskPointDetail } } }, (request) =>
    request.read((tx) => findRiskPoint(tx, request.actor.tenantId, request.params.id, clock())),
  )
  routes.patch(
    '/risk-points/:id',
    { ...manage, schema: { params: IdParams, body: RiskPointChange, response: { 200: RiskPointDetail } } },
    (request, reply) => reply.write(200, (tx) => changeRiskPoint(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.get(
    '/risk-points/:id/cases',
    { ...read, schema: { params: IdParams, querystring: RiskPointCasesQuery, response: { 200: RiskPointCases } } },
    (request) => request.read((tx) => casesOfRiskPoint(tx, request.actor, request.params.id, request.query)),
  )
  routes.put(
    '/risk-points/:id/exposures',
    {
      ...mayEither('warnings:manage', 'warnings:handle'),
      schema: { params: IdParams, body: ExposureInput, response: { 200: RiskPointDetail } },
    },
    (request, reply) => reply.write(200, (tx) => setExposure(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.get('/risk-map', { ...read, schema: { querystring: RiskMapQuery, response: { 200: RiskMap } } }, (request) =>
    request.read((tx) => riskMap(tx, request.actor.tenantId, request.query, clock())),
  )
  routes.get('/risk-points-file', { ...read, schema: { querystring: FileQuery } }, async (request, reply) => {
    const file = await request.read((tx) => riskPointFile(tx, request.actor.tenantId, request.query.format))
    reply.header('Content-Type', file.contentType).header('Content-Disposition', `attachment; filename="${file.name}"`)
    return reply.send(file.bytes)
  })
  routes.post(
    '/risk-points-file',
    { ...manage, schema: { consumes: ['multipart/form-data'], response: { 201: RiskPointImported } } },
    async (request, reply) => {
      const { rows, contentHash } = await uploadedRows(request, deps.files, rowsOfFile)
      return reply.write(201, (tx) => importRiskPoints(actOf(deps, request, tx), rows), { contentHash })
    },
  )
  routes.get('/risk-point-suggestions', { ...read, schema: { response: { 200: RiskPointSuggestionList } } }, (request) =>
    request.read((tx) => listSuggestions(tx, request.actor)),
  )
  routes.post(
    '/risk-point-suggestions/:id/decisions',
    { ...manage, schema: { params: IdParams, body: SuggestionDecision, response: { 201: Decided } } },
    (request, reply) => reply.write(201, (tx) => decideSuggestion(actOf(deps, request, tx), request.params.id, request.body)),
  )
}
