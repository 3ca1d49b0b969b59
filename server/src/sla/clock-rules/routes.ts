import {
  ClockRule,
  ClockRuleChange,
  ClockRuleInput,
  ClockRules,
  ClockSettings,
  ClockSettingsChange,
  OnTime,
  OnTimeQuery,
} from '@zhiwei/contract'
import { z } from 'zod'
import { actOf } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { may, type Routes, signedIn } from '../../platform/http.ts'
import { wholeList } from '../../platform/keyset.ts'
import { onTimeOf } from '../on-time.ts'
import { addClockRule, changeClockSettings, clockSettings, decideOnRule, listClockRules } from './decide.ts'

const CodeParams = z.object({ code: z.string().max(200) })

export function clockRuleRoutes(routes: Routes, deps: Deps) {
  routes.get('/clock-rules', { ...signedIn, schema: { response: { 200: ClockRules } } }, (request) =>
    request.read(async (tx) => wholeList(await listClockRules(tx, request.actor.tenantId, deps.clock()))),
  )
  routes.post(
    '/clock-rules',
    { ...may('settings:manage'), schema: { body: ClockRuleInput, response: { 201: ClockRule } } },
    (request, reply) => reply.write(201, (tx) => addClockRule(actOf(deps, request, tx), request.body)),
  )
  routes.patch(
    '/clock-rules/:code',
    { ...may('settings:manage'), schema: { params: CodeParams, body: ClockRuleChange, response: { 200: ClockRule } } },
    (request, reply) => reply.write(200, (tx) => decideOnRule(actOf(deps, request, tx), request.params.code, request.body)),
  )
  routes.get('/clock-settings', { ...signedIn, schema: { response: { 200: ClockSettings } } }, (request) =>
    request.read((tx) => clockSettings(tx, request.actor.tenantId)),
  )
  routes.put(
    '/clock-settings',
    { ...may('settings:manage'), schema: { body: ClockSettingsChange, response: { 200: ClockSettings } } },
    (request, reply) => reply.write(200, (tx) => changeClockSettings(actOf(deps, request, tx), request.body)),
  )
  routes.get('/clocks/on-time', { ...may('cases:read'), schema: { querystring: OnTimeQuery, response: { 200: OnTime } } }, (request) =>
    request.read((tx) => onTimeOf(tx, request.actor.tenantId, request.query, deps.clock())),
  )
}
