import {
  ActDone,
  CallBack,
  CallComplaint,
  CallEvent,
  CallEventTaken,
  CallerMatches,
  CallLink,
  CallList,
  CallListQuery,
  CallReveal,
  CallRevealed,
  CallRow,
  CallSettings,
  CallSettingsInput,
  CurrentCalls,
  ExtensionInput,
  ExtensionParams,
  IdParams,
  listOf,
  RegisteredComplaint,
} from '@zhiwei/contract'
import { z } from 'zod'
import { actOf } from '../../cases/index.ts'
import { callerMatches, requireAllCustomers } from '../../customers/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { may, mayEither, type Routes } from '../../platform/http.ts'
import { wholeList } from '../../platform/keyset.ts'
import { callBack, linkCall, recordingOf, registerOfCall, revealNumber } from './acts.ts'
import { callSettings, setCallSettings, setExtension } from './extensions.ts'
import { hearCall } from './hear.ts'
import { callsOfCase, currentCalls, findCall, listCalls, shownCalls } from './list.ts'
import type { CallStory } from './sources.ts'

const Done = z.object({ id: z.string() })
// A transcript of 500 turns of 20,000 characters would be ten million; what people say in a call is far less.
const eventBytes = 4 * 1024 * 1024

export function callRoutes(routes: Routes, deps: Deps, sources: CallStory) {
  const { keys, clock } = deps
  const handles = mayEither('calls:handle', 'calls:read')
  routes.post(
    '/calls/events',
    { ...may('calls:report'), bodyLimit: eventBytes, schema: { body: CallEvent, response: { 200: CallEventTaken } } },
    (req, reply) => reply.write(200, (tx) => hearCall(actOf(deps, req, tx), req.body, sources)),
  )
  routes.get('/calls', { ...handles, schema: { querystring: CallListQuery, response: { 200: CallList } } }, (req) =>
    req.read((tx) => listCalls(tx, keys, req.actor, req.query, clock())),
  )
  routes.get('/calls/current', { ...handles, schema: { response: { 200: CurrentCalls } } }, (req) =>
    req.read((tx) => currentCalls(tx, req.actor, clock(), sources)),
  )
  routes.get('/calls/:id', { ...handles, schema: { params: IdParams, response: { 200: CallRow } } }, (req) =>
    req.read(async (tx) => {
      const [row] = await shownCalls(tx, req.actor, [await findCall(tx, req.actor, req.params.id)])
      if (!row) throw new Error('a row for each call')
      return row
    }),
  )
  routes.get('/calls/:id/callers', { ...may('customers:read'), schema: { params: IdParams, response: { 200: CallerMatches } } }, (req) => {
    requireAllCustomers(req.actor)
    return req.read(async (tx) => {
      const { number_cipher: number } = await findCall(tx, req.actor, req.params.id)
      return number ? callerMatches(tx, keys, req.actor, keys.decrypt(number), sources.casesOfCustomers) : { matches: [] }
    })
  })
  routes.get(
    '/cases/:id/calls',
    { ...mayEither('cases:read', 'cases:readUnit'), schema: { params: IdParams, response: { 200: listOf(CallRow) } } },
    (req) => req.read(async (tx) => wholeList(await callsOfCase(tx, req.actor, req.params.id))),
  )
  callActs(routes, deps, sources)
  callSettingsRoutes(routes, deps, sources)
}

function callActs(routes: Routes, deps: Deps, sources: CallStory) {
  routes.post(
    '/calls/:id/complaints',
    {
      ...may('complaints:register'),
      schema: { params: IdParams, body: CallComplaint, response: { 200: RegisteredComplaint, 201: RegisteredComplaint } },
    },
    (req, reply) => reply.write(201, (tx) => registerOfCall(actOf(deps, req, tx), req.params.id, req.body, sources)),
  )
  routes.post(
    '/calls/:id/links',
    { ...may('cases:note'), schema: { params: IdParams, body: CallLink, response: { 201: ActDone } } },
    (req, reply) => reply.write(201, (tx) => linkCall(actOf(deps, req, tx), req.params.id, req.body.caseId)),
  )
  routes.post(
    '/calls/:id/callBacks',
    { ...may('calls:handle'), schema: { params: IdParams, body: CallBack, response: { 201: Done } } },
    (req, reply) => reply.write(201, (tx) => callBack(actOf(deps, req, tx), req.params.id, req.body.note)),
  )
  routes.post(
    '/calls/:id/reveals',
    { ...may('customers:reveal'), schema: { params: IdParams, body: CallReveal, response: { 201: CallRevealed } } },
    (req, reply) => reply.write(201, (tx) => revealNumber(actOf(deps, req, tx), req.params.id, req.body.reason)),
  )
  routes.get(
    '/calls/:id/recording',
    { ...mayEither('calls:handle', 'calls:read'), schema: { params: IdParams, summary: '录音 (302)' } },
    async (req, reply) => {
      const address = await req.read((tx) => recordingOf(actOf(deps, req, tx), req.params.id))
      return reply.header('Referrer-Policy', 'no-referrer').redirect(address, 302)
    },
  )
}

function callSettingsRoutes(routes: Routes, deps: Deps, sources: CallStory) {
  const manages = may('settings:manage')
  routes.get('/call-settings', { ...manages, schema: { response: { 200: CallSettings } } }, (req) =>
    req.read((tx) => callSettings(tx, req.actor.tenantId, sources)),
  )
  routes.put('/call-settings', { ...manages, schema: { body: CallSettingsInput, response: { 200: CallSettings } } }, (req, reply) =>
    reply.write(200, async (tx) => {
      await setCallSettings(actOf(deps, req, tx), req.body, sources)
      return callSettings(tx, req.actor.tenantId, sources)
    }),
  )
  routes.put(
    '/call-extensions/:extension',
    { ...manages, schema: { params: ExtensionParams, body: ExtensionInput, response: { 200: CallSettings } } },
    (req, reply) =>
      reply.write(200, async (tx) => {
        await setExtension(actOf(deps, req, tx), req.params.extension, req.body.userId)
        return callSettings(tx, req.actor.tenantId, sources)
      }),
  )
}
