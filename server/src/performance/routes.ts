import {
  AbsenceInput,
  AbsenceList,
  AbsenceQuery,
  AmendmentInput,
  IdParams,
  ObjectionDecision,
  ObjectionInput,
  ObjectionQuery,
  PerformanceDone,
  PerformanceObjectionList,
  PerformanceRowList,
  PerformanceRowsQuery,
  PerformanceRulesInput,
  PerformanceRulesList,
  PerformanceSheet,
  PerformanceSheetList,
  PerformanceSheetQuery,
  SheetExportQuery,
  SheetVersion,
} from '@zhiwei/contract'
import { actOf } from '../cases/index.ts'
import type { Deps } from '../platform/deps.ts'
import { may, mayEither, type Routes, signedIn } from '../platform/http.ts'
import { addAbsence, listAbsences, removeAbsence } from './absences/absences.ts'
import { listObjections } from './objections/list.ts'
import { decideObjection, objectToRow } from './objections/object.ts'
import { exportSheet } from './print/export.ts'
import { listRules, setRules } from './rules/rules.ts'
import { acknowledgeSheet, amendSheet, lockSheet } from './sheet/lock.ts'
import { findSheet, listSheets } from './sheet/read.ts'
import { rowsOfSheet } from './sheet/rows.ts'

/** 绩效: everybody sees their own sheets; who else may is decided sheet by sheet. */
export function performanceRoutes(routes: Routes, deps: Deps) {
  const { clock } = deps
  routes.get(
    '/performance/sheets',
    { ...signedIn, schema: { querystring: PerformanceSheetQuery, response: { 200: PerformanceSheetList } } },
    (req) => req.read((tx) => listSheets(tx, req.actor, req.query, clock()), 'ofOneMoment'),
  )
  routes.get('/performance/sheets/:id', { ...signedIn, schema: { params: IdParams, response: { 200: PerformanceSheet } } }, (req) =>
    req.read((tx) => findSheet(tx, req.actor, req.params.id, clock()), 'ofOneMoment'),
  )
  routes.get(
    '/performance/sheets/:id/rows',
    { ...signedIn, schema: { params: IdParams, querystring: PerformanceRowsQuery, response: { 200: PerformanceRowList } } },
    (req) => req.read((tx) => rowsOfSheet(tx, req.actor, req.params.id, req.query, clock()), 'ofOneMoment'),
  )
  routes.get(
    '/performance/sheets/:id/file',
    { ...signedIn, schema: { params: IdParams, querystring: SheetExportQuery } },
    async (req, reply) => {
      const { name, contentType, bytes } = await exportSheet(deps, req, req.params.id, req.query)
      reply.header('content-disposition', `attachment; filename="${name}"`)
      return reply.type(contentType).send(bytes)
    },
  )
  routes.post(
    '/performance/sheets/:id/acknowledgement',
    { ...signedIn, schema: { params: IdParams, response: { 201: PerformanceDone } } },
    (req, reply) => reply.write(201, (tx) => acknowledgeSheet(actOf(deps, req, tx), req.params.id)),
  )
  routes.post(
    '/performance/sheets/:id/objections',
    { ...signedIn, schema: { params: IdParams, body: ObjectionInput, response: { 201: PerformanceDone } } },
    (req, reply) => reply.write(201, (tx) => objectToRow(actOf(deps, req, tx), req.params.id, req.body)),
  )
  routes.post(
    '/performance/sheets/:id/lock',
    {
      ...mayEither('performance:lead', 'performance:manage'),
      schema: { params: IdParams, body: SheetVersion, response: { 201: PerformanceDone } },
    },
    (req, reply) => reply.write(201, (tx) => lockSheet(actOf(deps, req, tx), req.params.id, req.body.version)),
  )
  routes.post(
    '/performance/sheets/:id/amendments',
    { ...may('performance:manage'), schema: { params: IdParams, body: AmendmentInput, response: { 201: PerformanceDone } } },
    (req, reply) => reply.write(201, (tx) => amendSheet(actOf(deps, req, tx), req.params.id, req.body)),
  )

  routes.get(
    '/performance/objections',
    { ...may('performance:decide'), schema: { querystring: ObjectionQuery, response: { 200: PerformanceObjectionList } } },
    (req) => req.read((tx) => listObjections(tx, req.actor, req.query)),
  )
  routes.post(
    '/performance/objections/:id/decision',
    { ...may('performance:decide'), schema: { params: IdParams, body: ObjectionDecision, response: { 201: PerformanceDone } } },
    (req, reply) => reply.write(201, (tx) => decideObjection(actOf(deps, req, tx), req.params.id, req.body)),
  )

  routes.get('/performance/rules', { ...signedIn, schema: { response: { 200: PerformanceRulesList } } }, (req) =>
    req.read((tx) => listRules(tx, req.actor.tenantId, clock())),
  )
  routes.post(
    '/performance/rules',
    { ...may('performance:manage'), schema: { body: PerformanceRulesInput, response: { 201: PerformanceRulesList } } },
    (req, reply) => reply.write(201, (tx) => setRules(actOf(deps, req, tx), req.body)),
  )

  routes.get('/performance/absences', { ...signedIn, schema: { querystring: AbsenceQuery, response: { 200: AbsenceList } } }, (req) =>
    req.read((tx) => listAbsences(tx, req.actor, req.query)),
  )
  const keepsAbsences = mayEither('performance:lead', 'performance:manage')
  routes.post(
    '/performance/absences',
    { ...keepsAbsences, schema: { body: AbsenceInput, response: { 201: PerformanceDone } } },
    (req, reply) => reply.write(201, (tx) => addAbsence(actOf(deps, req, tx), req.body)),
  )
  routes.post(
    '/performance/absences/:id/removal',
    { ...keepsAbsences, schema: { params: IdParams, response: { 201: PerformanceDone } } },
    (req, reply) => reply.write(201, (tx) => removeAbsence(actOf(deps, req, tx), req.params.id)),
  )
}
