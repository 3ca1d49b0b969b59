import {
  MeasureCaseList,
  MeasureDefinitions,
  MeasureItemList,
  MeasureItemsQuery,
  MeasureParams,
  MeasureRowsQuery,
  MeasuresAnswer,
  MeasuresQuery,
} from '@zhiwei/contract'
import type { CaseListSources } from '../cases/index.ts'
import type { Deps } from '../platform/deps.ts'
import { mayEither, type Routes } from '../platform/http.ts'
import { wholeList } from '../platform/keyset.ts'
import { answerMeasures } from './measures/answer.ts'
import { measureDefinitions } from './measures/definitions.ts'
import { measureRows } from './measures/rows.ts'
import { measureItems } from './owners/items.ts'
import './money/tables.ts'

/** 指标: figures with their definitions, and the rows behind each. */
export function measureRoutes(routes: Routes, { clock }: Deps, sources: CaseListSources) {
  const reads = mayEither('cases:read', 'cases:readUnit')
  routes.get('/measures', { ...reads, schema: { querystring: MeasuresQuery, response: { 200: MeasuresAnswer } } }, (req) =>
    req.read((tx) => answerMeasures(tx, req.actor, req.query, clock()), 'ofOneMoment'),
  )
  routes.get('/measures/definitions', { ...reads, schema: { response: { 200: MeasureDefinitions } } }, async () =>
    wholeList(measureDefinitions()),
  )
  routes.get(
    '/measures/:name/rows',
    { ...reads, schema: { params: MeasureParams, querystring: MeasureRowsQuery, response: { 200: MeasureCaseList } } },
    (req) => req.read((tx) => measureRows(tx, req.actor, req.params.name, req.query, clock(), sources), 'ofOneMoment'),
  )
  routes.get(
    '/measures/:name/items',
    { ...reads, schema: { params: MeasureParams, querystring: MeasureItemsQuery, response: { 200: MeasureItemList } } },
    (req) => req.read((tx) => measureItems(tx, req.actor, req.params.name, req.query, clock()), 'ofOneMoment'),
  )
}
