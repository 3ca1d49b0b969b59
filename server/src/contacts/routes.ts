import {
  CareAssignment,
  CareEffect,
  CareEffectQuery,
  CareResultDone,
  CareResultInput,
  CareScriptInput,
  CareScriptList,
  CareScriptParams,
  CareTaskDetail,
  CareTaskInput,
  CareTaskList,
  CareTaskListQuery,
  ContactBatch,
  ContactBatchResult,
  ContactDetail,
  ContactImport,
  ContactImportList,
  ContactImportQuery,
  ContactJudgement,
  ContactList,
  ContactListQuery,
  IdParams,
  IncomingContact,
  LatentCounts,
  LatentDismissal,
  LatentList,
  LatentListQuery,
  LatentRulesInput,
  LatentRulesList,
  PageQuery,
  RegisteredContact,
} from '@zhiwei/contract'
import { z } from 'zod'
import { actOf, type CaseSources } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { AppError } from '../platform/errors.ts'
import { may, mayEither, type Routes } from '../platform/http.ts'
import { wholeList } from '../platform/keyset.ts'
import { tellingProblems } from '../platform/request/english.ts'
import type { RowOfFile, RowsOfFile } from '../platform/uploaded-rows.ts'
import { askForCare } from './care/ask.ts'
import { careEffect } from './care/effect.ts'
import { assignCare, finishCare } from './care/finish.ts'
import { careTaskDetail, listCareTasks } from './care/list.ts'
import { listScripts, writeScript } from './care/script.ts'
import { importContacts, type ReadDate } from './imports/import.ts'
import { listContactImports, undoContactImport } from './imports/undo.ts'
import { decideContact, dismissLatent } from './latent/decide.ts'
import { latentCounts, listLatent } from './latent/list.ts'
import { latentRuleVersions, writeLatentRules } from './latent/versions.ts'
import { contactDetail, listContacts } from './list.ts'
import { registerContact, registerContacts } from './register.ts'
import type { ContactSources } from './sources.ts'

// 1,000 contacts of many turns, three bytes each character.
const batchLimitBytes = 64 * 1024 * 1024
const largestFile = 20 * 1024 * 1024
const mostRows = 20_000
const dayMs = 86_400_000
const effectDays = 180
const Done = z.object({ id: z.string() })
const read = mayEither('contacts:read', 'care:handle')

export function contactRoutes(
  routes: Routes,
  deps: Deps,
  sources: ContactSources,
  given: { cases: CaseSources; rowsOfFile: RowsOfFile; readDate: ReadDate },
) {
  const { clock, files } = deps
  routes.post(
    '/contacts',
    {
      ...may('contacts:register'),
      schema: { body: IncomingContact, response: { 200: RegisteredContact, 201: RegisteredContact } },
    },
    (req, reply) => reply.write(201, (tx) => registerContact(actOf(deps, req, tx), req.body, sources)),
  )
  routes.post(
    '/contacts/batch',
    { ...may('contacts:register'), bodyLimit: batchLimitBytes, schema: { body: ContactBatch, response: { 200: ContactBatchResult } } },
    (req, reply) => reply.write(200, (tx) => registerContacts(actOf(deps, req, tx), req.body.contacts, sources)),
  )
  routes.get('/contacts', { ...read, schema: { querystring: ContactListQuery, response: { 200: ContactList } } }, (req) =>
    req.read((tx) => listContacts(tx, req.actor, req.query)),
  )
  routes.get('/contacts/:id', { ...read, schema: { params: IdParams, response: { 200: ContactDetail } } }, (req) =>
    req.read((tx) => contactDetail(tx, req.actor, req.params.id)),
  )
  routes.post(
    '/contacts/:id/judgement',
    { ...may('care:handle'), schema: { params: IdParams, body: ContactJudgement, response: { 201: Done } } },
    (req, reply) => reply.write(201, (tx) => decideContact(actOf(deps, req, tx), req.params.id, req.body, sources)),
  )

  routes.get(
    '/contact-imports',
    { ...may('contacts:register'), schema: { querystring: PageQuery, response: { 200: ContactImportList } } },
    (req) => req.read((tx) => listContactImports(tx, req.actor.tenantId, req.query)),
  )
  routes.post(
    '/contact-imports',
    {
      ...may('contacts:register'),
      schema: { consumes: ['multipart/form-data'], querystring: ContactImportQuery, response: { 200: ContactImport, 201: ContactImport } },
    },
    async (req, reply) => {
      const part = await req.file()
      if (!part)
        throw new AppError('INPUT_INVALID', '请选择一个 .xlsx 或 .csv 文件', { errors: [{ pointer: '#/file', detail: '缺少文件' }] })
      const { storageName, sha256: contentHash } = await files.store(part.file, largestFile)
      try {
        const rows: RowOfFile[] = []
        for await (const row of await given.rowsOfFile(files.pathOf(storageName))) {
          if (rows.push(row) > mostRows) throw new AppError('FILE_UNREADABLE', `一次最多 ${mostRows} 行，请拆分`)
        }
        const sheet = { fileName: part.filename || 'file', rows }
        const work = async (tx: Tx) =>
          tellingProblems(req, await importContacts(actOf(deps, req, tx), sheet, req.query, sources, given.readDate))
        return req.query.check === 'true' ? await req.read(work) : await reply.write(201, work, { contentHash })
      } finally {
        await files.remove(storageName)
      }
    },
  )
  routes.delete(
    '/contact-imports/:id',
    { ...may('contacts:register'), schema: { params: IdParams, response: { 200: z.object({ undone: z.number(), kept: z.number() }) } } },
    (req, reply) => reply.write(200, (tx) => undoContactImport(actOf(deps, req, tx), req.params.id, sources)),
  )

  routes.get('/latent-customers', { ...read, schema: { querystring: LatentListQuery, response: { 200: LatentList } } }, (req) =>
    req.read((tx) => listLatent(tx, req.actor, req.query, clock())),
  )
  routes.get('/latent-customers/counts', { ...read, schema: { response: { 200: LatentCounts } } }, (req) =>
    req.read((tx) => latentCounts(tx, req.actor, clock())),
  )
  routes.post(
    '/latent-customers/:id/dismissal',
    { ...may('care:handle'), schema: { params: IdParams, body: LatentDismissal, response: { 201: Done } } },
    (req, reply) => reply.write(201, (tx) => dismissLatent(actOf(deps, req, tx), req.params.id, req.body, sources)),
  )
  routes.get('/latent-rules', { ...read, schema: { response: { 200: LatentRulesList } } }, (req) =>
    req.read(async (tx) => wholeList(await latentRuleVersions(tx, req.actor.tenantId, clock()))),
  )
  routes.post('/latent-rules', { ...may('warnings:manage'), schema: { body: LatentRulesInput, response: { 201: Done } } }, (req, reply) =>
    reply.write(201, (tx) => writeLatentRules(tx, req.actor, req.body, clock())),
  )

  routes.get('/care-tasks', { ...read, schema: { querystring: CareTaskListQuery, response: { 200: CareTaskList } } }, (req) =>
    req.read((tx) => listCareTasks(tx, req.actor, req.query, clock())),
  )
  routes.post('/care-tasks', { ...may('care:handle'), schema: { body: CareTaskInput, response: { 201: Done } } }, (req, reply) =>
    reply.write(201, (tx) => askForCare(actOf(deps, req, tx), req.body, sources)),
  )
  routes.get('/care-tasks/:id', { ...read, schema: { params: IdParams, response: { 200: CareTaskDetail } } }, (req) =>
    req.read((tx) => careTaskDetail(tx, req.actor, req.params.id, clock(), given.cases)),
  )
  routes.post(
    '/care-tasks/:id/results',
    { ...may('care:handle'), schema: { params: IdParams, body: CareResultInput, response: { 201: CareResultDone } } },
    (req, reply) => reply.write(201, (tx) => finishCare(actOf(deps, req, tx), req.params.id, req.body, sources)),
  )
  routes.post(
    '/care-tasks/:id/assignment',
    { ...may('cases:assign'), schema: { params: IdParams, body: CareAssignment, response: { 201: Done } } },
    (req, reply) => reply.write(201, (tx) => assignCare(actOf(deps, req, tx), req.params.id, req.body, sources)),
  )
  routes.get('/care-scripts', { ...read, schema: { response: { 200: CareScriptList } } }, (req) =>
    req.read(async (tx) => wholeList(await listScripts(tx, req.actor.tenantId))),
  )
  routes.put(
    '/care-scripts/:language/:mindset',
    { ...may('warnings:manage'), schema: { params: CareScriptParams, body: CareScriptInput, response: { 200: Done } } },
    (req, reply) => reply.write(200, (tx) => writeScript(actOf(deps, req, tx), req.params, req.body)),
  )
  routes.get(
    '/care-effect',
    { ...may('contacts:read'), schema: { querystring: CareEffectQuery, response: { 200: CareEffect } } },
    (req) => {
      const now = clock()
      const from = req.query.from ? new Date(req.query.from) : new Date(now.getTime() - effectDays * dayMs)
      return req.read((tx) => careEffect(tx, req.actor.tenantId, from, req.query.to ? new Date(req.query.to) : now, now))
    },
  )
}
