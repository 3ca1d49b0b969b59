import {
  ActDone,
  actInputs,
  Escalated,
  EscalationRule,
  EscalationRuleChange,
  EscalationRuleInput,
  EscalationRules,
  IdParams,
  OnCallImported,
  OnCallNow,
  OnCallNowQuery,
  OnCallShift,
  OnCallShiftChange,
  OnCallShiftInput,
  OnCallShifts,
  SupervisionList,
  SupervisionListQuery,
  WorkflowSetting,
  WorkflowSettingChange,
} from '@zhiwei/contract'
import { actOf } from '../cases/index.ts'
import type { Deps } from '../platform/deps.ts'
import { may, mayEither, type Routes } from '../platform/http.ts'
import { wholeList } from '../platform/keyset.ts'
import { type RowsOfFile, uploadedRows } from '../platform/uploaded-rows.ts'
import { escalateCase } from './escalate.ts'
import { deEscalateCase } from './escalation/de-escalate.ts'
import { addRule, changeRule, listRules } from './escalation/rule-settings.ts'
import { importShifts } from './on-call/import.ts'
import { addShift, changeShift, listShifts, removeShift } from './on-call/shifts.ts'
import { onCallNow } from './on-call/who.ts'
import { remindOfCase } from './remind.ts'
import { changeSetting, settingOf } from './setting.ts'
import { superviseCase } from './supervise.ts'
import { answerSupervision, closeSupervision } from './supervision/answer.ts'
import { listSupervisions } from './supervision/list.ts'
import { resumeCase, suspendCase } from './suspend.ts'

export function workflowRoutes(routes: Routes, deps: Deps, rowsOfFile: RowsOfFile) {
  caseActs(routes, deps)
  escalationRules(routes, deps)
  onCall(routes, deps, rowsOfFile)

  routes.get(
    '/supervisions',
    { ...mayEither('cases:read', 'cases:readUnit'), schema: { querystring: SupervisionListQuery, response: { 200: SupervisionList } } },
    (request) => request.read((tx) => listSupervisions(tx, request.actor, request.query, deps.clock())),
  )
}

function caseActs(routes: Routes, deps: Deps) {
  const act = <Noun extends keyof typeof actInputs>(noun: Noun) => ({ params: IdParams, body: actInputs[noun], response: { 201: ActDone } })
  const escalated = { response: { 201: Escalated } }

  routes.post('/cases/:id/suspensions', { ...may('cases:suspend'), schema: act('suspensions') }, (request, reply) =>
    reply.write(201, (tx) => suspendCase(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post('/cases/:id/resumptions', { ...may('cases:suspend'), schema: act('resumptions') }, (request, reply) =>
    reply.write(201, (tx) => resumeCase(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post('/cases/:id/escalations', { ...may('cases:escalate'), schema: { ...act('escalations'), ...escalated } }, (request, reply) =>
    reply.write(201, (tx) => escalateCase(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post(
    '/cases/:id/deEscalations',
    { ...may('cases:supervise'), schema: { ...act('deEscalations'), ...escalated } },
    (request, reply) => reply.write(201, (tx) => deEscalateCase(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post('/cases/:id/supervisions', { ...may('cases:supervise'), schema: act('supervisions') }, (request, reply) =>
    reply.write(201, (tx) => superviseCase(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post('/cases/:id/supervisionAnswers', { ...may('cases:note'), schema: act('supervisionAnswers') }, (request, reply) =>
    reply.write(201, (tx) => answerSupervision(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post('/cases/:id/supervisionClosures', { ...may('cases:supervise'), schema: act('supervisionClosures') }, (request, reply) =>
    reply.write(201, (tx) => closeSupervision(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post('/cases/:id/reminders', { ...may('cases:remind'), schema: act('reminders') }, (request, reply) =>
    reply.write(201, (tx) => remindOfCase(actOf(deps, request, tx), request.params.id, request.body)),
  )
}

function escalationRules(routes: Routes, deps: Deps) {
  const reads = mayEither('cases:read', 'escalation:manage')
  routes.get('/escalation-rules', { ...reads, schema: { response: { 200: EscalationRules } } }, (request) =>
    request.read(async (tx) => wholeList(await listRules(tx, request.actor.tenantId))),
  )
  routes.post(
    '/escalation-rules',
    { ...may('escalation:manage'), schema: { body: EscalationRuleInput, response: { 201: EscalationRule } } },
    (request, reply) => reply.write(201, (tx) => addRule(actOf(deps, request, tx), request.body)),
  )
  routes.patch(
    '/escalation-rules/:id',
    { ...may('escalation:manage'), schema: { params: IdParams, body: EscalationRuleChange, response: { 200: EscalationRule } } },
    (request, reply) => reply.write(200, (tx) => changeRule(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.get('/workflow-setting', { ...reads, schema: { response: { 200: WorkflowSetting } } }, (request) =>
    request.read((tx) => settingOf(tx, request.actor.tenantId)),
  )
  routes.put(
    '/workflow-setting',
    { ...may('escalation:manage'), schema: { body: WorkflowSettingChange, response: { 200: WorkflowSetting } } },
    (request, reply) => reply.write(200, (tx) => changeSetting(actOf(deps, request, tx), request.body)),
  )
}

function onCall(routes: Routes, deps: Deps, rowsOfFile: RowsOfFile) {
  const reads = mayEither('cases:read', 'escalation:manage')
  routes.get('/on-call', { ...reads, schema: { response: { 200: OnCallShifts } } }, (request) =>
    request.read(async (tx) => wholeList(await listShifts(tx, request.actor.tenantId))),
  )
  routes.get('/on-call/now', { ...reads, schema: { querystring: OnCallNowQuery, response: { 200: OnCallNow } } }, (request) => {
    const { unitId, at } = request.query
    return request.read((tx) => onCallNow(tx, request.actor.tenantId, unitId ?? null, at ? new Date(at) : deps.clock()))
  })
  routes.post(
    '/on-call',
    { ...may('escalation:manage'), schema: { body: OnCallShiftInput, response: { 201: OnCallShift } } },
    (request, reply) => reply.write(201, (tx) => addShift(actOf(deps, request, tx), request.body)),
  )
  routes.put(
    '/on-call/:id',
    { ...may('escalation:manage'), schema: { params: IdParams, body: OnCallShiftChange, response: { 200: OnCallShift } } },
    (request, reply) => reply.write(200, (tx) => changeShift(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.delete('/on-call/:id', { ...may('escalation:manage'), schema: { params: IdParams } }, (request, reply) =>
    reply.write(204, (tx) => removeShift(actOf(deps, request, tx), request.params.id)),
  )
  routes.post(
    '/on-call/imports',
    { ...may('escalation:manage'), schema: { consumes: ['multipart/form-data'], response: { 201: OnCallImported } } },
    async (request, reply) => {
      const { rows, contentHash } = await uploadedRows(request, deps.files, rowsOfFile)
      return reply.write(201, (tx) => importShifts(actOf(deps, request, tx), rows), { contentHash })
    },
  )
}
