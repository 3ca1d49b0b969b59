import {
  CoachingNote,
  CoachingNoteInput,
  CoachingNoteList,
  CoachingNoteQuery,
  CoachingReply,
  IdParams,
  PersonLoadList,
  QualitySample,
  QualitySampleInput,
  QualitySampleList,
  QualitySampleQuery,
  QualityScoreInput,
} from '@zhiwei/contract'
import { actOf } from '../cases/index.ts'
import type { Deps } from '../platform/deps.ts'
import { may, type Routes, signedIn } from '../platform/http.ts'
import { wholeList } from '../platform/keyset.ts'
import { type LoadSources, loadsFor } from './load/load.ts'
import { acknowledgeNote, giveNote, listNotes, type TellCoaching } from './notes/notes.ts'
import { listSamples, scoreSample, takeSamples } from './quality/samples.ts'

/** 辅导: samples of how cases were handled, notes to people, and what weighs on them. */
export function coachingRoutes(routes: Routes, deps: Deps, sources: LoadSources & { tell: TellCoaching }) {
  const coaches = may('coaching:give')
  routes.get(
    '/quality-samples',
    { ...signedIn, schema: { querystring: QualitySampleQuery, response: { 200: QualitySampleList } } },
    async (req) => req.read((tx) => listSamples(tx, req.actor, req.query)),
  )
  routes.post(
    '/quality-samples',
    { ...coaches, schema: { body: QualitySampleInput, response: { 201: QualitySampleList } } },
    async (req, reply) => reply.write(201, async (tx) => wholeList(await takeSamples(actOf(deps, req, tx), req.body))),
  )
  routes.put(
    '/quality-samples/:id/scores',
    { ...coaches, schema: { params: IdParams, body: QualityScoreInput, response: { 200: QualitySample } } },
    async (req, reply) => reply.write(200, (tx) => scoreSample(actOf(deps, req, tx), req.params.id, req.body)),
  )
  routes.get(
    '/coaching-notes',
    { ...signedIn, schema: { querystring: CoachingNoteQuery, response: { 200: CoachingNoteList } } },
    async (req) => req.read((tx) => listNotes(tx, req.actor, req.query)),
  )
  routes.post('/coaching-notes', { ...coaches, schema: { body: CoachingNoteInput, response: { 201: CoachingNote } } }, async (req, reply) =>
    reply.write(201, (tx) => giveNote(actOf(deps, req, tx), req.body, sources.tell)),
  )
  routes.post(
    '/coaching-notes/:id/acknowledgement',
    { ...signedIn, schema: { params: IdParams, body: CoachingReply, response: { 201: CoachingNote } } },
    async (req, reply) => reply.write(201, (tx) => acknowledgeNote(actOf(deps, req, tx), req.params.id, req.body.reply, sources.tell)),
  )
  routes.get('/loads', { ...signedIn, schema: { response: { 200: PersonLoadList } } }, async (req) =>
    req.read(async (tx) => wholeList(await loadsFor(tx, req.actor, deps.clock(), sources))),
  )
}
