import {
  CostRateInput,
  CostRates,
  CostStandardInput,
  CostStandards,
  CustomerOutcomesDone,
  CustomerOutcomesInput,
  Id,
  MoneyQuery,
  MoneyReport,
  MoneySetting,
  MoneySettingChange,
} from '@zhiwei/contract'
import { z } from 'zod'
import { actOf } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { may, type Routes } from '../../platform/http.ts'
import { type RowsOfFile, uploadedRows } from '../../platform/uploaded-rows.ts'
import { addRate, addStandard, changeMoneySetting, listRates, listStandards, readMoneySetting } from './cost-settings.ts'
import { importOutcomes, markOutcomes } from './outcomes.ts'
import { moneyReport } from './report.ts'

const Made = z.object({ id: Id })

/** 钱与价值: what complaints cost and are worth, and the rates, minutes and outcomes it is counted of. */
export function moneyRoutes(routes: Routes, deps: Deps, rowsOfFile: RowsOfFile) {
  const reads = may('money:read')
  const manages = may('money:manage')
  routes.get('/money', { ...reads, schema: { querystring: MoneyQuery, response: { 200: MoneyReport } } }, (request) =>
    request.read((tx) => moneyReport(tx, request.actor, request.query, deps.clock()), 'ofOneMoment'),
  )
  routes.get('/cost-rates', { ...reads, schema: { response: { 200: CostRates } } }, (request) =>
    request.read((tx) => listRates(tx, request.actor.tenantId)),
  )
  routes.post('/cost-rates', { ...manages, schema: { body: CostRateInput, response: { 201: Made } } }, (request, reply) =>
    reply.write(201, (tx) => addRate(actOf(deps, request, tx), request.body)),
  )
  routes.get('/cost-standards', { ...reads, schema: { response: { 200: CostStandards } } }, (request) =>
    request.read((tx) => listStandards(tx, request.actor.tenantId, deps.clock())),
  )
  routes.post('/cost-standards', { ...manages, schema: { body: CostStandardInput, response: { 201: Made } } }, (request, reply) =>
    reply.write(201, (tx) => addStandard(actOf(deps, request, tx), request.body)),
  )
  routes.get('/money-setting', { ...reads, schema: { response: { 200: MoneySetting } } }, (request) =>
    request.read((tx) => readMoneySetting(tx, request.actor.tenantId)),
  )
  routes.put('/money-setting', { ...manages, schema: { body: MoneySettingChange, response: { 200: MoneySetting } } }, (request, reply) =>
    reply.write(200, (tx) => changeMoneySetting(actOf(deps, request, tx), request.body)),
  )
  routes.put(
    '/customer-outcomes',
    { ...manages, schema: { body: CustomerOutcomesInput, response: { 200: CustomerOutcomesDone } } },
    (request, reply) => reply.write(200, (tx) => markOutcomes(actOf(deps, request, tx), request.body.rows)),
  )
  routes.post(
    '/customer-outcomes-file',
    { ...manages, schema: { consumes: ['multipart/form-data'], response: { 201: CustomerOutcomesDone } } },
    async (request, reply) => {
      const { rows, contentHash } = await uploadedRows(request, deps.files, rowsOfFile)
      return reply.write(201, (tx) => importOutcomes(actOf(deps, request, tx), rows), { contentHash })
    },
  )
}
