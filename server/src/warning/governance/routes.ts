import {
  IdParams,
  WarningAcknowledgement,
  WarningActDone,
  WarningAssignment,
  WarningClearance,
  WarningCounts,
  WarningDetail,
  WarningKindParams,
  WarningLabel,
  WarningList,
  WarningListQuery,
  WarningMeasureDone,
  WarningMeasureInput,
  WarningMeasureMade,
  WarningMeasureParams,
  WarningMerge,
  WarningMisses,
  WarningMissInput,
  WarningPlanInput,
  WarningProposalAcceptance,
  WarningProposals,
  WarningQuality,
  WarningQualityQuery,
  WarningRuleInput,
  WarningRules,
  WarningSetting,
  WarningSettingChange,
  WarningSnooze,
  WarningVersionMade,
} from '@zhiwei/contract'
import { actOf } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { may, type Routes } from '../../platform/http.ts'
import { wholeList } from '../../platform/keyset.ts'
import { countWarnings } from './counts.ts'
import { findWarning } from './detail.ts'
import { acknowledgeWarning, assignWarning, clearWarning, labelWarning, mergeWarning, snoozeWarning } from './handle.ts'
import { acceptProposal, listProposals } from './learn.ts'
import { listWarnings } from './list.ts'
import { addMeasure, finishMeasure } from './measures.ts'
import { addMiss, listMisses } from './misses.ts'
import type { TellPeople } from './notice.ts'
import { qualityOf } from './quality-queries.ts'
import { addPlan, addRules, changeSetting, listRules, settingOf } from './settings.ts'

const reads = may('warnings:read')
const manages = may('warnings:manage')

export function governanceRoutes(routes: Routes, deps: Deps, tell: TellPeople) {
  routes.get('/warnings', { ...reads, schema: { querystring: WarningListQuery, response: { 200: WarningList } } }, (request) =>
    request.read((tx) => listWarnings(tx, request.actor, request.query, deps.clock())),
  )
  routes.get('/warnings/counts', { ...reads, schema: { response: { 200: WarningCounts } } }, (request) =>
    request.read((tx) => countWarnings(tx, request.actor, deps.clock())),
  )
  routes.get('/warnings/:id', { ...reads, schema: { params: IdParams, response: { 200: WarningDetail } } }, (request) =>
    request.read((tx) => findWarning(tx, request.actor, request.params.id, deps.clock())),
  )
  handling(routes, deps, tell)
  quality(routes, deps)
  rules(routes, deps)
}

/** Who may see warnings may work on their own; others need `warnings:handle`: the act looks. */
function handling(routes: Routes, deps: Deps, tell: TellPeople) {
  const params = { params: IdParams, response: { 201: WarningActDone } }
  routes.post('/warnings/:id/acknowledgement', { ...reads, schema: { ...params, body: WarningAcknowledgement } }, (request, reply) =>
    reply.write(201, (tx) => acknowledgeWarning(actOf(deps, request, tx), tell, request.params.id, request.body)),
  )
  routes.post('/warnings/:id/assignment', { ...reads, schema: { ...params, body: WarningAssignment } }, (request, reply) =>
    reply.write(201, (tx) => assignWarning(actOf(deps, request, tx), tell, request.params.id, request.body)),
  )
  routes.post('/warnings/:id/label', { ...reads, schema: { ...params, body: WarningLabel } }, (request, reply) =>
    reply.write(201, (tx) => labelWarning(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post('/warnings/:id/clearance', { ...reads, schema: { ...params, body: WarningClearance } }, (request, reply) =>
    reply.write(201, (tx) => clearWarning(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post('/warnings/:id/snooze', { ...reads, schema: { ...params, body: WarningSnooze } }, (request, reply) =>
    reply.write(201, (tx) => snoozeWarning(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post('/warnings/:id/merges', { ...reads, schema: { ...params, body: WarningMerge } }, (request, reply) =>
    reply.write(201, (tx) => mergeWarning(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post(
    '/warnings/:id/measures',
    { ...reads, schema: { params: IdParams, body: WarningMeasureInput, response: { 201: WarningMeasureMade } } },
    (request, reply) => reply.write(201, (tx) => addMeasure(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post(
    '/warnings/:id/measures/:measureId/result',
    { ...reads, schema: { params: WarningMeasureParams, body: WarningMeasureDone, response: { 201: WarningMeasureMade } } },
    (request, reply) =>
      reply.write(201, (tx) => finishMeasure(actOf(deps, request, tx), request.params.id, request.params.measureId, request.body)),
  )
}

function quality(routes: Routes, deps: Deps) {
  routes.get('/warning-quality', { ...reads, schema: { querystring: WarningQualityQuery, response: { 200: WarningQuality } } }, (request) =>
    request.read((tx) => qualityOf(tx, request.actor, request.query, deps.clock())),
  )
  routes.get('/warning-misses', { ...reads, schema: { response: { 200: WarningMisses } } }, (request) =>
    request.read(async (tx) => wholeList(await listMisses(tx, request.actor.tenantId))),
  )
  routes.post(
    '/warning-misses',
    { ...may('warnings:handle'), schema: { body: WarningMissInput, response: { 201: WarningMeasureMade } } },
    (request, reply) => reply.write(201, (tx) => addMiss(actOf(deps, request, tx), request.body)),
  )
  routes.get('/warning-proposals', { ...reads, schema: { response: { 200: WarningProposals } } }, (request) =>
    request.read(async (tx) => wholeList(await listProposals(tx, request.actor.tenantId, deps.clock()))),
  )
  routes.post(
    '/warning-proposals/acceptances',
    { ...manages, schema: { body: WarningProposalAcceptance, response: { 201: WarningVersionMade } } },
    (request, reply) => reply.write(201, (tx) => acceptProposal(actOf(deps, request, tx), request.body)),
  )
}

function rules(routes: Routes, deps: Deps) {
  routes.get('/warning-rules', { ...reads, schema: { response: { 200: WarningRules } } }, (request) =>
    request.read((tx) => listRules(tx, request.actor.tenantId, deps.clock())),
  )
  routes.post(
    '/warning-rules/:kind',
    { ...manages, schema: { params: WarningKindParams, body: WarningRuleInput, response: { 201: WarningVersionMade } } },
    (request, reply) => reply.write(201, (tx) => addRules(actOf(deps, request, tx), request.params.kind, request.body)),
  )
  routes.post(
    '/warning-plans/:kind',
    { ...manages, schema: { params: WarningKindParams, body: WarningPlanInput, response: { 201: WarningVersionMade } } },
    (request, reply) => reply.write(201, (tx) => addPlan(actOf(deps, request, tx), request.params.kind, request.body)),
  )
  routes.get('/warning-setting', { ...reads, schema: { response: { 200: WarningSetting } } }, (request) =>
    request.read((tx) => settingOf(tx, request.actor.tenantId)),
  )
  routes.put(
    '/warning-setting',
    { ...manages, schema: { body: WarningSettingChange, response: { 200: WarningSetting } } },
    (request, reply) => reply.write(200, (tx) => changeSetting(actOf(deps, request, tx), request.body)),
  )
}
