import {
  IdParams,
  LessonAnswerInput,
  LessonDetail,
  LessonDraft,
  LessonDraftQuery,
  LessonInput,
  LessonList,
  LessonListQuery,
  LessonWithdrawal,
} from '@zhiwei/contract'
import { z } from 'zod'
import { type Act, actOf } from '../cases/index.ts'
import type { Deps } from '../platform/deps.ts'
import { mayEither, type Routes } from '../platform/http.ts'
import { lessonDetail, listLessons } from './read.ts'
import { answerLesson, draftLesson, readLesson, sendLesson, withdrawLesson } from './send.ts'
import type { LessonSources } from './sources.ts'

const reads = mayEither('cases:read', 'cases:readUnit')
const writes = mayEither('cases:note')

/** 经验双向: from the call centre to units and back, read and answered. */
export function lessonRoutes(routes: Routes, deps: Deps, sources: LessonSources) {
  routes.get('/lessons', { ...reads, schema: { querystring: LessonListQuery, response: { 200: LessonList } } }, (request) =>
    request.read((tx) => listLessons(tx, request.actor, request.query)),
  )
  routes.get('/lesson-drafts', { ...writes, schema: { querystring: LessonDraftQuery, response: { 200: LessonDraft } } }, (request) =>
    request.read((tx) => draftLesson(actOf(deps, request, tx), request.query, sources)),
  )
  routes.post('/lessons', { ...writes, schema: { body: LessonInput, response: { 201: LessonDetail } } }, (request, reply) =>
    reply.write(201, async (tx) => {
      const { id } = await sendLesson(actOf(deps, request, tx), request.body, sources)
      return lessonDetail(tx, request.actor, id, sources.actionOf)
    }),
  )
  routes.get('/lessons/:id', { ...reads, schema: { params: IdParams, response: { 200: LessonDetail } } }, (request) =>
    request.read((tx) => lessonDetail(tx, request.actor, request.params.id, sources.actionOf)),
  )
  /** An act on one lesson, answered with the lesson as it is then. */
  const step = <Body extends z.ZodType>(
    noun: string,
    permission: typeof reads,
    body: Body,
    run: (act: Act, id: string, input: z.output<Body>, sources: LessonSources) => Promise<void>,
  ) =>
    routes.post(
      `/lessons/:id/${noun}`,
      { ...permission, schema: { params: IdParams, body, response: { 201: LessonDetail } } },
      (request, reply) => {
        const { id } = request.params as z.infer<typeof IdParams>
        return reply.write(201, async (tx) => {
          await run(actOf(deps, request, tx), id, request.body as z.output<Body>, sources)
          return lessonDetail(tx, request.actor, id, sources.actionOf)
        })
      },
    )
  step('reading', reads, z.strictObject({}), (act, id) => readLesson(act, id))
  step('answers', writes, LessonAnswerInput, answerLesson)
  step('withdrawal', writes, LessonWithdrawal, withdrawLesson)
}
