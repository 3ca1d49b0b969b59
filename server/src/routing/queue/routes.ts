import {
  ActDone,
  CaseMove,
  CaseRouting,
  Desk,
  DeskChange,
  Id,
  IdParams,
  KeyAccountInput,
  KeyAccountRows,
  MyQueue,
  RespondentsInput,
  RoutingRulesInput,
  RoutingRulesRow,
  RoutingRulesRows,
  SkillGroup,
  SkillGroupChange,
  SkillGroupInput,
  SkillGroupRows,
  TakenNext,
  TeamBoard,
} from '@zhiwei/contract'
import { z } from 'zod'
import { actOf } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { may, mayEither, type Routes, signedIn } from '../../platform/http.ts'
import { wholeList } from '../../platform/keyset.ts'
import type { TaskDueAt } from '../task-clock.ts'
import { caseRouting } from './case-routing.ts'
import { changeDesk } from './desks.ts'
import { listKeyAccounts, nameKeyHandler } from './key-accounts.ts'
import { moveCase } from './move.ts'
import { myQueue, type QueueSources } from './my-queue.ts'
import { nameRespondents } from './respondents.ts'
import { listRules, rulesInForce, setRules } from './rules-in-force.ts'
import { addSkillGroup, changeSkillGroup, listSkillGroups } from './skill-groups.ts'
import { takeNext } from './take-next.ts'
import { teamBoard } from './team.ts'

const TeamQuery = z.strictObject({ unitId: Id.optional() })
const KeyAccountDone = z.object({ customerId: Id, handlerId: Id.nullable(), deputyId: Id.nullable() })

/** 队列, 团队 and what decides who gets what. */
export function queueRoutes(routes: Routes, deps: Deps, sources: QueueSources & { taskDueAt: TaskDueAt }) {
  const { clock } = deps
  const takes = mayEither('cases:accept', 'cases:handle')
  const leads = may('cases:assign')
  const sets = may('settings:manage')

  routes.get('/queue', { ...takes, schema: { response: { 200: MyQueue } } }, (req) =>
    req.read((tx) => myQueue(tx, req.actor, clock(), sources)),
  )
  routes.post('/queue/next', { ...takes, schema: { response: { 201: TakenNext } } }, (req, reply) =>
    reply.write(201, (tx) => takeNext(actOf(deps, req, tx), sources)),
  )
  routes.get(
    '/cases/:id/routing',
    { ...mayEither('cases:read', 'cases:readUnit'), schema: { params: IdParams, response: { 200: CaseRouting } } },
    (req) => req.read((tx) => caseRouting(tx, req.actor, req.params.id, clock(), sources)),
  )
  routes.put(
    '/cases/:id/respondents',
    { ...may('cases:classify'), schema: { params: IdParams, body: RespondentsInput, response: { 200: ActDone } } },
    (req, reply) => reply.write(200, (tx) => nameRespondents(actOf(deps, req, tx), req.params.id, req.body)),
  )
  routes.put('/people/:id/desk', { ...signedIn, schema: { params: IdParams, body: DeskChange, response: { 200: Desk } } }, (req, reply) =>
    reply.write(200, async (tx) =>
      changeDesk(actOf(deps, req, tx), req.params.id, req.body, await rulesInForce(tx, req.actor.tenantId, clock())),
    ),
  )
  routes.get('/team', { ...leads, schema: { querystring: TeamQuery, response: { 200: TeamBoard } } }, (req) =>
    req.read((tx) => teamBoard(tx, req.actor, req.query.unitId, clock(), sources)),
  )
  routes.post('/team/moves', { ...leads, schema: { body: CaseMove, response: { 201: ActDone } } }, (req, reply) =>
    reply.write(201, (tx) => moveCase(actOf(deps, req, tx), req.body, sources, sources.taskDueAt)),
  )

  routes.get(
    '/routing-rules',
    { ...mayEither('settings:manage', 'cases:assign'), schema: { response: { 200: RoutingRulesRows } } },
    (req) => req.read(async (tx) => wholeList(await listRules(tx, req.actor.tenantId, clock()))),
  )
  routes.post('/routing-rules', { ...sets, schema: { body: RoutingRulesInput, response: { 201: RoutingRulesRow } } }, (req, reply) =>
    reply.write(201, (tx) => setRules(actOf(deps, req, tx), req.body)),
  )
  routes.get('/skill-groups', { ...mayEither('settings:manage', 'cases:assign'), schema: { response: { 200: SkillGroupRows } } }, (req) =>
    req.read(async (tx) => wholeList(await listSkillGroups(tx, req.actor.tenantId))),
  )
  routes.post('/skill-groups', { ...sets, schema: { body: SkillGroupInput, response: { 201: SkillGroup } } }, (req, reply) =>
    reply.write(201, (tx) => addSkillGroup(actOf(deps, req, tx), req.body)),
  )
  routes.patch(
    '/skill-groups/:id',
    { ...sets, schema: { params: IdParams, body: SkillGroupChange, response: { 200: SkillGroup } } },
    (req, reply) => reply.write(200, (tx) => changeSkillGroup(actOf(deps, req, tx), req.params.id, req.body)),
  )
  routes.get('/key-accounts', { ...mayEither('settings:manage', 'cases:assign'), schema: { response: { 200: KeyAccountRows } } }, (req) =>
    req.read(async (tx) => wholeList(await listKeyAccounts(tx, req.actor.tenantId))),
  )
  routes.put(
    '/key-accounts/:id',
    { ...leads, schema: { params: IdParams, body: KeyAccountInput, response: { 200: KeyAccountDone } } },
    (req, reply) => reply.write(200, (tx) => nameKeyHandler(actOf(deps, req, tx), req.params.id, req.body)),
  )
}
