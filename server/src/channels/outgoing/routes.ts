import {
  CaseIdOrNumber,
  CaseMessages,
  IdParams,
  MessageTemplateList,
  OutgoingMessageList,
  OutgoingMessageQuery,
  OutgoingMessageWords,
  OutgoingSettings,
  OutgoingSettingsChange,
  TemplateDecision,
  TemplateInput,
  TemplatePlace,
  TemplatePreview,
  TemplatePreviewInput,
  TemplateVersion,
  TemplateVersionList,
} from '@zhiwei/contract'
import { z } from 'zod'
import { actOf } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { may, mayEither, type Routes } from '../../platform/http.ts'
import { wholeList } from '../../platform/keyset.ts'
import type { ChannelSources } from '../sources.ts'
import { changeOutgoingSettings } from './change-settings.ts'
import { listMessages, messagesOfCase, sendAgain, wordsOfMessage } from './log.ts'
import { previewTemplate } from './preview.ts'
import { outgoingSettings } from './settings.ts'
import { decideTemplate, listTemplates, templateVersions, writeTemplate } from './write-template.ts'

const manage = may('channels:manage')

export function outgoingRoutes(routes: Routes, deps: Deps, sources: ChannelSources) {
  settings(routes, deps)
  templates(routes, deps, sources)
  log(routes, deps)
}

function settings(routes: Routes, deps: Deps) {
  routes.get('/channels/outgoing-settings', { ...manage, schema: { response: { 200: OutgoingSettings } } }, (request) =>
    request.read((tx) => outgoingSettings(tx, request.actor.tenantId)),
  )
  routes.put(
    '/channels/outgoing-settings',
    { ...manage, schema: { body: OutgoingSettingsChange, response: { 200: OutgoingSettings } } },
    (request, reply) => reply.write(200, (tx) => changeOutgoingSettings(actOf(deps, request, tx), request.body)),
  )
}

function templates(routes: Routes, deps: Deps, sources: ChannelSources) {
  routes.get('/channels/templates', { ...manage, schema: { response: { 200: MessageTemplateList } } }, (request) =>
    request.read(async (tx) => ({
      ...wholeList(await listTemplates(tx, request.actor.tenantId)),
      needsApproval: (await outgoingSettings(tx, request.actor.tenantId)).needsApproval,
    })),
  )
  routes.get(
    '/channels/templates/:kind/:language',
    { ...manage, schema: { params: TemplatePlace, response: { 200: TemplateVersionList } } },
    (request) => request.read(async (tx) => wholeList(await templateVersions(tx, request.actor.tenantId, request.params))),
  )
  routes.post(
    '/channels/templates/:kind/:language',
    { ...manage, schema: { params: TemplatePlace, body: TemplateInput, response: { 201: TemplateVersion } } },
    (request, reply) => reply.write(201, (tx) => writeTemplate(actOf(deps, request, tx), request.params, request.body)),
  )
  routes.post(
    '/channels/template-versions/:id/decisions',
    { ...manage, schema: { params: IdParams, body: TemplateDecision, response: { 201: TemplateVersion } } },
    (request, reply) =>
      reply.write(201, (tx) => decideTemplate(actOf(deps, request, tx), request.params.id, request.body.verdict, request.body.reason)),
  )
  routes.post(
    '/channels/template-previews',
    { ...manage, schema: { body: TemplatePreviewInput, response: { 200: TemplatePreview } } },
    (request) => request.read((tx) => previewTemplate(actOf(deps, request, tx), sources, request.body)),
  )
}

function log(routes: Routes, deps: Deps) {
  const reads = mayEither('cases:read', 'cases:readUnit', 'channels:manage')
  routes.get(
    '/channels/messages',
    { ...manage, schema: { querystring: OutgoingMessageQuery, response: { 200: OutgoingMessageList } } },
    (request) => request.read((tx) => listMessages(tx, request.actor, request.query, deps.clock())),
  )
  routes.get('/channels/messages/:id', { ...reads, schema: { params: IdParams, response: { 200: OutgoingMessageWords } } }, (request) =>
    request.read((tx) => wordsOfMessage(tx, deps, request.actor, request.params.id)),
  )
  routes.post(
    '/channels/messages/:id/tries',
    { ...mayEither('cases:message', 'channels:manage'), schema: { params: IdParams } },
    (request, reply) => reply.write(204, (tx) => sendAgain(actOf(deps, request, tx), request.params.id)),
  )
  routes.get(
    '/cases/:id/outgoing',
    { ...mayEither('cases:read', 'cases:readUnit'), schema: { params: z.object({ id: CaseIdOrNumber }), response: { 200: CaseMessages } } },
    (request) => request.read((tx) => messagesOfCase(tx, deps, request.actor, request.params.id)),
  )
}
