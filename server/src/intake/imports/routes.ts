import { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { IdParams, Import, ImportCommitInput, ImportList, ImportMade, ImportMappingInput, PageQuery } from '@zhiwei/contract'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { actOf } from '../../cases/index.ts'
import { isDatabaseGone } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { may, type Routes } from '../../platform/http.ts'
import { sayingTo, tellingProblems } from '../../platform/request/english.ts'
import { languageOf } from '../../platform/request/language.ts'
import { listImports } from './list.ts'
import { findImport, importDetail } from './queries.ts'
import { answerSheetOf } from './referral-sheets/answer-sheet.ts'
import { inEnglishCells, problemLines } from './report.ts'
import { columnWithoutName } from './scan.ts'
import { commitRun, largestFile, mapImport, proposedAs, startImport, undoRun } from './steps.ts'

// A new mapping and an undo are done by a job; the answer waits this long for it, so that most people never see them half done.
const longestWaitMs = 15_000
const lookAgainMs = 150

/** The run with our sentences in the language of who asks; what its file calls a column stays. */
function toldTo(req: FastifyRequest, run: z.infer<typeof Import>): z.infer<typeof Import> {
  const say = sayingTo(req)
  return {
    ...tellingProblems(req, run),
    detail: run.detail && say(run.detail),
    columns: run.columns.map((column) =>
      column.name === columnWithoutName(column.index) ? { ...column, name: say(column.name) } : column,
    ),
    preview: run.preview.map((row) => ({ ...row, problems: row.problems.map(say) })),
  }
}

export function importRoutes(routes: Routes, deps: Deps) {
  const { files, clock } = deps
  const detail = async (req: FastifyRequest, id: string) =>
    toldTo(req, await req.read((tx) => importDetail(tx, req.actor, id, clock(), proposedAs)))
  const runs = may('imports:run')
  const settled = async (req: FastifyRequest, id: string, isBusy: (run: z.infer<typeof Import>) => boolean) => {
    const until = Date.now() + longestWaitMs
    let run = await detail(req, id)
    while (isBusy(run) && Date.now() < until) {
      await setTimeout(lookAgainMs)
      run = await detail(req, id)
    }
    return run
  }

  routes.get('/imports', { ...runs, schema: { querystring: PageQuery, response: { 200: ImportList } } }, async (req) =>
    req.read((tx) => listImports(tx, req.actor, req.query)),
  )
  routes.post('/imports', { ...runs, schema: { consumes: ['multipart/form-data'], response: { 201: ImportMade } } }, async (req, reply) => {
    const part = await req.file()
    if (!part) throw new AppError('INPUT_INVALID', '请选择一个 .xlsx 或 .csv 文件', { errors: [{ pointer: '#/file', detail: '缺少文件' }] })
    const file = await files.store(part.file, largestFile)
    try {
      return await reply.write(201, (tx) => startImport(tx, req.actor, { ...file, name: part.filename || 'file' }, clock()), {
        contentHash: file.sha256,
        onReplay: () => files.remove(file.storageName),
      })
    } catch (error) {
      // The commit may have been done and only its answer lost.
      if (!isDatabaseGone(error)) await files.remove(file.storageName)
      throw error
    }
  })
  routes.get('/imports/:id', { ...runs, schema: { params: IdParams, response: { 200: Import } } }, async (req) =>
    detail(req, req.params.id),
  )
  routes.put(
    '/imports/:id/mapping',
    { ...runs, schema: { params: IdParams, body: ImportMappingInput, response: { 200: Import } } },
    async (req) => {
      await req.read((tx) => mapImport(tx, req.actor, req.params.id, req.body, clock()))
      return settled(req, req.params.id, (run) => run.state === 'reading')
    },
  )
  routes.post(
    '/imports/:id/commit',
    { ...runs, schema: { params: IdParams, body: ImportCommitInput, response: { 202: ImportMade } } },
    async (req, reply) =>
      reply.write(202, async (tx) => {
        await commitRun(tx, req.actor, req.params.id, req.body.as, clock())
        return { id: req.params.id, state: 'committing' }
      }),
  )
  routes.delete('/imports/:id', { ...runs, schema: { params: IdParams, response: { 200: Import } } }, async (req) => {
    await req.read((tx) => undoRun(tx, req.actor, req.params.id, clock()))
    return settled(req, req.params.id, ({ counts }) => counts.undone + counts.keptOnUndo < counts.committed)
  })
  routes.get('/imports/:id/problems.csv', { ...runs, schema: { params: IdParams } }, async (req, reply) => {
    const run = await req.read((tx) => findImport(tx, req.actor.tenantId, req.params.id))
    if (run.state === 'undone') throw new AppError('GONE', '导入已撤销，文件已清除')
    reply.header('Content-Type', 'text/csv; charset=utf-8').header('Content-Disposition', `attachment; filename="import-problems.csv"`)
    const lines = run.state === 'committed' ? files.read(run.storage_name) : Readable.from(problemLines(deps, req.actor.tenantId, run))
    return reply.send(languageOf(req.headers['accept-language']) === 'en' ? inEnglishCells(lines) : lines)
  })
  routes.get('/imports/:id/answers.xlsx', { ...runs, schema: { params: IdParams } }, async (req, reply) => {
    const book = await req.read((tx) => answerSheetOf(actOf(deps, req, tx), req.params.id))
    reply.header('Content-Type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    return reply.header('Content-Disposition', `attachment; filename="answers.xlsx"`).send(book)
  })
}
