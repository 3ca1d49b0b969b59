import { IdParams, TaskDetail, TaskDone, TaskList, TaskListQuery, TaskResultInput, TaskSendBackInput } from '@zhiwei/contract'
import { actOf } from '../cases/index.ts'
import type { Deps } from '../platform/deps.ts'
import { may, mayEither, type Routes } from '../platform/http.ts'
import type { RoutingSources } from './routes.ts'
import { giveResult, receiveTask, sendTaskBack } from './task-acts.ts'
import { listTasks, taskDetail } from './unit-tasks.ts'

/** 任务: all that people of partner firms (合作单位) are shown. */
export function taskRoutes(routes: Routes, deps: Deps, { customerOf }: RoutingSources) {
  routes.get('/tasks', { ...may('tasks:handle'), schema: { querystring: TaskListQuery, response: { 200: TaskList } } }, (request) =>
    request.read((tx) => listTasks(tx, request.actor, request.query, deps.clock())),
  )
  routes.get('/tasks/:id', { ...may('tasks:handle'), schema: { params: IdParams, response: { 200: TaskDetail } } }, (request) =>
    request.read((tx) => taskDetail(tx, request.actor, request.params.id, deps.clock(), customerOf)),
  )
  routes.post(
    '/tasks/:id/receipts',
    { ...may('tasks:handle'), schema: { params: IdParams, response: { 201: TaskDone } } },
    (request, reply) => reply.write(201, (tx) => receiveTask(actOf(deps, request, tx), request.params.id)),
  )
  routes.post(
    '/tasks/:id/results',
    { ...mayEither('cases:handle', 'tasks:handle'), schema: { params: IdParams, body: TaskResultInput, response: { 201: TaskDone } } },
    (request, reply) => reply.write(201, (tx) => giveResult(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post(
    '/tasks/:id/sendBacks',
    { ...may('tasks:handle'), schema: { params: IdParams, body: TaskSendBackInput, response: { 201: TaskDone } } },
    (request, reply) => reply.write(201, (tx) => sendTaskBack(actOf(deps, request, tx), request.params.id, request.body)),
  )
}
