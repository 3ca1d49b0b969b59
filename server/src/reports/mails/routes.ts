import {
  IdParams,
  ReportMailSettings,
  ReportMailSettingsChange,
  ReportScheduleChange,
  ReportScheduleEnding,
  ReportScheduleInput,
  ReportScheduleList,
} from '@zhiwei/contract'
import { actOf } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { may, type Routes } from '../../platform/http.ts'
import { wholeList } from '../../platform/keyset.ts'
import { addSchedule, changeSchedule, endSchedule, listSchedules } from './schedules.ts'
import { changeMailSettings, mailSettings } from './settings.ts'

const manages = may('reports:manage')

/** 定时发送 and its settings: they hold addresses, so they are for whoever manages reports. */
export function scheduleRoutes(routes: Routes, deps: Deps) {
  routes.get('/report-schedules', { ...manages, schema: { response: { 200: ReportScheduleList } } }, (request) =>
    request.read(async (tx) => wholeList(await listSchedules(tx, deps.keys, request.actor.tenantId))),
  )
  routes.post('/report-schedules', { ...manages, schema: { body: ReportScheduleInput, response: { 201: IdParams } } }, (request, reply) =>
    reply.write(201, (tx) => addSchedule(actOf(deps, request, tx), request.body)),
  )
  routes.put(
    '/report-schedules/:id',
    { ...manages, schema: { params: IdParams, body: ReportScheduleChange, response: { 200: IdParams } } },
    (request, reply) =>
      reply.write(200, async (tx) => {
        await changeSchedule(actOf(deps, request, tx), request.params.id, request.body)
        return { id: request.params.id }
      }),
  )
  routes.post(
    '/report-schedules/:id/ending',
    { ...manages, schema: { params: IdParams, body: ReportScheduleEnding, response: { 201: IdParams } } },
    (request, reply) =>
      reply.write(201, async (tx) => {
        await endSchedule(actOf(deps, request, tx), request.params.id, request.body.version)
        return { id: request.params.id }
      }),
  )
  routes.get('/report-mail-settings', { ...manages, schema: { response: { 200: ReportMailSettings } } }, (request) =>
    request.read((tx) => mailSettings(tx, request.actor.tenantId, deps.config)),
  )
  routes.put(
    '/report-mail-settings',
    { ...manages, schema: { body: ReportMailSettingsChange, response: { 200: ReportMailSettings } } },
    (request, reply) =>
      reply.write(200, async (tx) => {
        await changeMailSettings(actOf(deps, request, tx), request.body)
        return mailSettings(tx, request.actor.tenantId, deps.config)
      }),
  )
}
