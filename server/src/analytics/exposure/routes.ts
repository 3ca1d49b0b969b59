import {
  ExposureHistory,
  ExposureHistoryQuery,
  ExposureList,
  ExposureQuery,
  ExposureSetting,
  ExposureSettingChange,
  ExposuresDone,
  ExposuresInput,
} from '@zhiwei/contract'
import { z } from 'zod'
import { actOf } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { may, mayEither, type Routes } from '../../platform/http.ts'
import { type RowsOfFile, uploadedRows } from '../../platform/uploaded-rows.ts'
import { changeExposureSetting, exposureHistory, exposureSetting, listExposures, setExposures } from './exposures.ts'
import { exposureFile, importExposures } from './sheet.ts'

const FileQuery = z.strictObject({ format: z.enum(['xlsx', 'csv']).default('xlsx') })

/** 暴露量: what complaints are measured by. */
export function exposureRoutes(routes: Routes, deps: Deps, rowsOfFile: RowsOfFile) {
  const reads = mayEither('cases:read', 'cases:readUnit')
  const manages = may('exposure:manage')
  routes.get('/exposures', { ...reads, schema: { querystring: ExposureQuery, response: { 200: ExposureList } } }, (request) =>
    request.read((tx) => listExposures(tx, request.actor.tenantId, request.query)),
  )
  routes.put('/exposures', { ...manages, schema: { body: ExposuresInput, response: { 200: ExposuresDone } } }, (request, reply) =>
    reply.write(200, (tx) => setExposures(actOf(deps, request, tx), request.body)),
  )
  routes.get(
    '/exposures/history',
    { ...reads, schema: { querystring: ExposureHistoryQuery, response: { 200: ExposureHistory } } },
    (request) => request.read((tx) => exposureHistory(tx, request.actor.tenantId, request.query)),
  )
  routes.get('/exposures-file', { ...reads, schema: { querystring: FileQuery } }, async (request, reply) => {
    const file = await request.read((tx) => exposureFile(tx, request.actor.tenantId, request.query.format))
    reply.header('Content-Type', file.contentType).header('Content-Disposition', `attachment; filename="${file.name}"`)
    return reply.send(file.bytes)
  })
  routes.post(
    '/exposures-file',
    { ...manages, schema: { consumes: ['multipart/form-data'], response: { 201: ExposuresDone } } },
    async (request, reply) => {
      const { rows, contentHash } = await uploadedRows(request, deps.files, rowsOfFile)
      return reply.write(201, (tx) => importExposures(actOf(deps, request, tx), rows), { contentHash })
    },
  )
  routes.get('/exposure-setting', { ...reads, schema: { response: { 200: ExposureSetting } } }, (request) =>
    request.read((tx) => exposureSetting(tx, request.actor.tenantId)),
  )
  routes.put(
    '/exposure-setting',
    { ...manages, schema: { body: ExposureSettingChange, response: { 200: ExposureSetting } } },
    (request, reply) => reply.write(200, (tx) => changeExposureSetting(actOf(deps, request, tx), request.body)),
  )
}
