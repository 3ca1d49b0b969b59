import {
  IdParams,
  TopicActDone,
  TopicDetail,
  TopicDismissal,
  TopicList,
  TopicListQuery,
  TopicMerge,
  TopicName,
  TopicRestoration,
  TopicSeparation,
  TopicSplit,
} from '@zhiwei/contract'
import { actOf } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { may, type Routes } from '../../platform/http.ts'
import { dismissTopic, mergeTopic, nameTopic, restoreTopic, splitTopic } from './acts.ts'
import { findTopic } from './detail.ts'
import { listTopics } from './list.ts'
import { separateTopic } from './separate.ts'

const reads = may('warnings:read')
const handles = may('warnings:handle')

export function topicRoutes(routes: Routes, deps: Deps) {
  routes.get('/topics', { ...reads, schema: { querystring: TopicListQuery, response: { 200: TopicList } } }, (request) =>
    request.read((tx) => listTopics(tx, request.actor, request.query, deps.clock())),
  )
  routes.get('/topics/:id', { ...reads, schema: { params: IdParams, response: { 200: TopicDetail } } }, (request) =>
    request.read((tx) => findTopic(tx, request.actor, request.params.id, deps.clock())),
  )
  const params = { params: IdParams, response: { 201: TopicActDone } }
  routes.post('/topics/:id/names', { ...handles, schema: { ...params, body: TopicName } }, (request, reply) =>
    reply.write(201, (tx) => nameTopic(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post('/topics/:id/merges', { ...handles, schema: { ...params, body: TopicMerge } }, (request, reply) =>
    reply.write(201, (tx) => mergeTopic(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post('/topics/:id/separations', { ...handles, schema: { ...params, body: TopicSeparation } }, (request, reply) =>
    reply.write(201, (tx) => separateTopic(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post('/topics/:id/splits', { ...handles, schema: { ...params, body: TopicSplit } }, (request, reply) =>
    reply.write(201, (tx) => splitTopic(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post('/topics/:id/dismissal', { ...handles, schema: { ...params, body: TopicDismissal } }, (request, reply) =>
    reply.write(201, (tx) => dismissTopic(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post('/topics/:id/restoration', { ...handles, schema: { ...params, body: TopicRestoration } }, (request, reply) =>
    reply.write(201, (tx) => restoreTopic(actOf(deps, request, tx), request.params.id, request.body)),
  )
}
