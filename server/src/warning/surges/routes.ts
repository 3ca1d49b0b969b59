import {
  IdParams,
  SeriesCases,
  SeriesCasesQuery,
  SeriesCourse,
  SeriesList,
  SeriesListQuery,
  SeriesPick,
  WarningSurge,
} from '@zhiwei/contract'
import { z } from 'zod'
import type { Deps } from '../../platform/deps.ts'
import { may, type Routes } from '../../platform/http.ts'
import { casesOfSeries, listSeries } from '../series/read.ts'
import { courseOf, surgeOfWarning } from './course.ts'
import type { SurgeSources } from './sources.ts'

const SeriesParams = z.object({ id: z.coerce.number().int().min(1).max(2_147_483_647) })

export function surgeRoutes(routes: Routes, { clock }: Deps, sources: SurgeSources) {
  const read = may('warnings:read')
  routes.get('/series', { ...read, schema: { querystring: SeriesListQuery, response: { 200: SeriesList } } }, (request) =>
    request.read((tx) => listSeries(tx, request.actor.tenantId, sources.categoryNames, request.query, clock())),
  )
  routes.get('/series/course', { ...read, schema: { querystring: SeriesPick, response: { 200: SeriesCourse } } }, (request) =>
    request.read((tx) => courseOf(tx, request.actor.tenantId, sources, request.query, clock())),
  )
  routes.get(
    '/series/:id/cases',
    { ...read, schema: { params: SeriesParams, querystring: SeriesCasesQuery, response: { 200: SeriesCases } } },
    (request) => request.read((tx) => casesOfSeries(tx, request.actor, request.params.id, request.query)),
  )
  routes.get('/warnings/:id/surge', { ...read, schema: { params: IdParams, response: { 200: WarningSurge } } }, (request) =>
    request.read((tx) => surgeOfWarning(tx, request.actor.tenantId, sources, request.params.id, clock())),
  )
}
