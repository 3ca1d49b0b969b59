import {
  CauseNodeParams,
  CauseTreeChange,
  CauseTreeDetail,
  CauseTreeInput,
  CauseTreeList,
  CauseTreeListQuery,
  CauseTreeVersion,
  CauseTreeVersionParams,
  IdParams,
  NodeCauseInput,
  SimilarCauses,
  SimilarCausesQuery,
} from '@zhiwei/contract'
import { actOf } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { may, mayEither, type Routes } from '../../platform/http.ts'
import type { ImprovementSources } from '../actions/sources.ts'
import { drawTree, nameCause, redrawTree } from './keep.ts'
import { findTree, findTreeVersion, listTrees } from './read.ts'
import { similarCauses } from './similar.ts'

const reads = mayEither('cases:read', 'cases:readUnit')
const draws = may('cases:findCause')

/** 根因分析图: 5 Whys and fishbones, their versions, and what was found before. */
export function causeTreeRoutes(routes: Routes, deps: Deps, sources: ImprovementSources) {
  routes.get('/cause-trees', { ...reads, schema: { querystring: CauseTreeListQuery, response: { 200: CauseTreeList } } }, (request) =>
    request.read((tx) => listTrees(tx, request.actor, request.query)),
  )
  routes.post('/cause-trees', { ...draws, schema: { body: CauseTreeInput, response: { 201: CauseTreeDetail } } }, (request, reply) =>
    reply.write(201, async (tx) => {
      const { id } = await drawTree(actOf(deps, request, tx), request.body, sources)
      return findTree(tx, request.actor, id, sources)
    }),
  )
  routes.get('/cause-trees/:id', { ...reads, schema: { params: IdParams, response: { 200: CauseTreeDetail } } }, (request) =>
    request.read((tx) => findTree(tx, request.actor, request.params.id, sources)),
  )
  routes.patch(
    '/cause-trees/:id',
    { ...draws, schema: { params: IdParams, body: CauseTreeChange, response: { 200: CauseTreeDetail } } },
    (request, reply) =>
      reply.write(200, async (tx) => {
        await redrawTree(actOf(deps, request, tx), request.params.id, request.body, sources)
        return findTree(tx, request.actor, request.params.id, sources)
      }),
  )
  routes.get(
    '/cause-trees/:id/versions/:version',
    { ...reads, schema: { params: CauseTreeVersionParams, response: { 200: CauseTreeVersion } } },
    (request) => request.read((tx) => findTreeVersion(tx, request.actor, request.params.id, request.params.version)),
  )
  routes.post(
    '/cause-trees/:id/nodes/:nodeId/cause',
    { ...draws, schema: { params: CauseNodeParams, body: NodeCauseInput, response: { 201: CauseTreeDetail } } },
    (request, reply) =>
      reply.write(201, async (tx) => {
        const { id, nodeId } = request.params
        await nameCause(actOf(deps, request, tx), id, nodeId, request.body, sources)
        return findTree(tx, request.actor, id, sources)
      }),
  )
  routes.get('/similar-causes', { ...reads, schema: { querystring: SimilarCausesQuery, response: { 200: SimilarCauses } } }, (request) =>
    request.read((tx) => similarCauses(tx, request.actor, request.query, deps.clock())),
  )
}
