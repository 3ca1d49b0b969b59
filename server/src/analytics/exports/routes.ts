import { Readable } from 'node:stream'
import { DataExport, ExportInput, IdParams } from '@zhiwei/contract'
import type { CaseListSources } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { may, type Routes } from '../../platform/http.ts'
import { asAttachment, contentTypes } from '../../platform/table-file/index.ts'
import { behindFigureExport } from './behind-figure.ts'
import { casesExport } from './cases.ts'
import { contactsExport } from './contacts.ts'
import { exportFile } from './file.ts'
import { cancelExport, findExport, makeExport } from './keep.ts'
import { languageOf } from './language.ts'
import type { ExportSources } from './sources.ts'
import { surveysExport } from './surveys.ts'

/** Each holds a connection of the pool while it runs. */
const mostAtOnce = 3

export const exportSources: ExportSources = {
  cases: casesExport,
  measureRows: behindFigureExport,
  contacts: contactsExport,
  surveys: surveysExport,
}

/** 导出: asked for, fetched once while the page shows how far it is, called off. */
export function exportRoutes(routes: Routes, deps: Deps, cases: CaseListSources) {
  const { clock } = deps
  let running = 0
  routes.post('/exports', { ...may('exports:make'), schema: { body: ExportInput, response: { 201: DataExport } } }, (req, reply) =>
    reply.write(201, (tx) =>
      makeExport({
        input: req.body,
        source: exportSources[req.body.what],
        language: languageOf(req),
        asked: { tx, actor: req.actor, now: clock(), cases },
      }),
    ),
  )
  routes.get('/exports/:id', { ...may('exports:make'), schema: { params: IdParams, response: { 200: DataExport } } }, (req) =>
    req.read((tx) => findExport(tx, req.actor, req.params.id, clock()), 'byKey'),
  )
  routes.delete('/exports/:id', { ...may('exports:make'), schema: { params: IdParams } }, (req, reply) =>
    reply.write(204, (tx) => cancelExport(tx, req.actor, req.params.id, clock())),
  )
  // Unattended: a long file does not keep a session alive whose person has left.
  const file = { config: { permission: 'exports:make', unattended: true } } as const
  routes.get('/exports/:id/file', { ...file, schema: { params: IdParams } }, async (req, reply) => {
    if (running >= mostAtOnce) throw new AppError('RATE_LIMITED', '正在进行的导出太多，请稍后再试', { retryAfterSeconds: 30 })
    running += 1
    const isOver = Promise.withResolvers<void>()
    void isOver.promise.then(() => {
      running -= 1
    })
    // Heard from the beginning: a client that leaves before the first row frees its place too.
    reply.raw.once('close', isOver.resolve)
    try {
      const { name, format, content, gone } = await exportFile({ deps, request: req, sources: exportSources, cases, id: req.params.id })
      const stream = Readable.from(content, { objectMode: false })
      gone.signal.addEventListener('abort', () => stream.destroy())
      void isOver.promise.then(() => gone.abort())
      return reply.header('Content-Type', contentTypes[format]).header('Content-Disposition', asAttachment(name)).send(stream)
    } catch (error) {
      isOver.resolve()
      throw error
    }
  })
}
