import {
  Buddy,
  BuddyAnswer,
  BuddyInput,
  BuddyList,
  IdParams,
  PrivateNote,
  PrivateNoteInput,
  PrivateNoteList,
  PrivateNoteQuery,
  PrivateNoteSharing,
  RestAnswer,
  RestList,
  RestSuggestion,
} from '@zhiwei/contract'
import { actOf } from '../cases/index.ts'
import type { Deps } from '../platform/deps.ts'
import { type Routes, signedIn } from '../platform/http.ts'
import { wholeList } from '../platform/keyset.ts'
import { answerBuddy, askBuddy, endBuddy, listBuddies } from './buddies/buddies.ts'
import type { LoadSources } from './load/load.ts'
import type { TellCoaching } from './notes/notes.ts'
import { listPrivateNotes, removePrivateNote, sharePrivateNote, writePrivateNote } from './private-notes/private-notes.ts'
import { answerRest, restsFor } from './rest/rest.ts'

/** 员工关怀: seen by the person and the lead of their very team; notes by whoever wrote them. No permission opens more. */
export function staffCareRoutes(routes: Routes, deps: Deps, sources: LoadSources & { tell: TellCoaching }) {
  routes.get('/rests', { ...signedIn, schema: { response: { 200: RestList } } }, (req) =>
    req.read(async (tx) => wholeList(await restsFor(tx, req.actor, deps.clock(), sources))),
  )
  routes.post('/rests', { ...signedIn, schema: { body: RestAnswer, response: { 201: RestSuggestion } } }, (req, reply) =>
    reply.write(201, (tx) => answerRest(actOf(deps, req, tx), req.body, sources)),
  )

  routes.get('/buddies', { ...signedIn, schema: { response: { 200: BuddyList } } }, (req) =>
    req.read(async (tx) => wholeList(await listBuddies(tx, req.actor))),
  )
  routes.post('/buddies', { ...signedIn, schema: { body: BuddyInput, response: { 201: Buddy } } }, (req, reply) =>
    reply.write(201, (tx) => askBuddy(actOf(deps, req, tx), req.body, sources.tell)),
  )
  routes.post(
    '/buddies/:id/answers',
    { ...signedIn, schema: { params: IdParams, body: BuddyAnswer, response: { 201: Buddy } } },
    (req, reply) => reply.write(201, (tx) => answerBuddy(actOf(deps, req, tx), req.params.id, req.body.agree, sources.tell)),
  )
  routes.post('/buddies/:id/ending', { ...signedIn, schema: { params: IdParams, response: { 201: Buddy } } }, (req, reply) =>
    reply.write(201, (tx) => endBuddy(actOf(deps, req, tx), req.params.id)),
  )

  routes.get('/private-notes', { ...signedIn, schema: { querystring: PrivateNoteQuery, response: { 200: PrivateNoteList } } }, (req) =>
    req.read((tx) => listPrivateNotes(tx, deps.keys, req.actor, req.query)),
  )
  routes.post('/private-notes', { ...signedIn, schema: { body: PrivateNoteInput, response: { 201: PrivateNote } } }, (req, reply) =>
    reply.write(201, (tx) => writePrivateNote(actOf(deps, req, tx), req.body)),
  )
  routes.put(
    '/private-notes/:id/sharing',
    { ...signedIn, schema: { params: IdParams, body: PrivateNoteSharing, response: { 200: PrivateNote } } },
    (req, reply) => reply.write(200, (tx) => sharePrivateNote(actOf(deps, req, tx), req.params.id, req.body.shared)),
  )
  routes.delete('/private-notes/:id', { ...signedIn, schema: { params: IdParams } }, (req, reply) =>
    reply.write(204, (tx) => removePrivateNote(actOf(deps, req, tx), req.params.id)),
  )
}
