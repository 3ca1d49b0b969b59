import { IdParams, Portrait, RemedyProposals } from '@zhiwei/contract'
import { z } from 'zod'
import type { Deps } from '../platform/deps.ts'
import { may, mayEither, type Routes } from '../platform/http.ts'
import { type PortraitSources, portraitOf, remedyProposalsFor } from './portrait.ts'

/** 客户画像: what is known of a customer, and what it proposes on a case. */
export function portraitRoutes(routes: Routes, { clock }: Deps, sources: PortraitSources) {
  routes.get('/customers/:id/portrait', { ...may('customers:read'), schema: { params: IdParams, response: { 200: Portrait } } }, (req) =>
    req.read((tx) => portraitOf(tx, req.actor, req.params.id, clock())),
  )
  routes.get(
    '/cases/:id/remedy-proposals',
    { ...mayEither('cases:read', 'cases:readUnit'), schema: { params: z.object({ id: z.string() }), response: { 200: RemedyProposals } } },
    (req) => req.read((tx) => remedyProposalsFor(tx, req.actor, req.params.id, clock(), sources)),
  )
}
