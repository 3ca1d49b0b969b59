import { PivotAnswer, PivotFileQuery, PivotQuery } from '@zhiwei/contract'
import { tenantZone } from '../../identity/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { mayEither, type Routes } from '../../platform/http.ts'
import { asAttachment, contentTypes } from '../../platform/table-file/index.ts'
import { languageOf } from '../exports/language.ts'
import { pivotFile, pivotFileName } from './file.ts'
import { pivotOf } from './pivot.ts'

/** 透视: figures by two cuts, on the page and as a file of the same figures. */
export function pivotRoutes(routes: Routes, { clock }: Deps) {
  const reads = mayEither('cases:read', 'cases:readUnit')
  routes.get('/measures/pivot', { ...reads, schema: { querystring: PivotQuery, response: { 200: PivotAnswer } } }, (req) =>
    req.read((tx) => pivotOf(tx, req.actor, req.query, clock()), 'ofOneMoment'),
  )
  routes.get('/measures/pivot/file', { ...reads, schema: { querystring: PivotFileQuery } }, async (req, reply) => {
    const { format, ...query } = req.query
    const language = languageOf(req)
    const bytes = await req.read(
      async (tx) => pivotFile(await pivotOf(tx, req.actor, query, clock()), format, language, await tenantZone(tx, req.actor.tenantId)),
      'ofOneMoment',
    )
    return reply
      .header('Content-Type', contentTypes[format])
      .header('Content-Disposition', asAttachment(pivotFileName(format, language)))
      .send(bytes)
  })
}
