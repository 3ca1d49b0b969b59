import {
  Advice,
  AdviceQuery,
  ApprovalList,
  ApprovalQuery,
  AuthorityLimit,
  AuthorityLimitEnd,
  AuthorityLimitInput,
  AuthorityLimitList,
  AuthoritySettings,
  AuthoritySettingsChange,
  Deputy,
  DeputyInput,
  DeputyList,
  IdParams,
  LedgerList,
  LedgerQuery,
} from '@zhiwei/contract'
import { z } from 'zod'
import type { Deps } from '../../platform/deps.ts'
import { may, mayEither, type Routes } from '../../platform/http.ts'
import { wholeList } from '../../platform/keyset.ts'
import { adviceOn } from './advice.ts'
import { endDeputy, findDeputies, nameDeputy } from './deputies.ts'
import { addLimit, changeSettings, endLimit, findLimits } from './limits.ts'
import { listApprovals } from './list-approvals.ts'
import { listLedger } from './list-ledger.ts'
import { settingsOf } from './rulebook.ts'

const IdOrNumber = z.object({ id: z.string().min(8).max(40).describe('UUID or case number') })

/** 授权: limits, approvals, deputies, the ledger, and the advice before a remedy is decided. */
export function authorityRoutes(routes: Routes, { clock }: Deps) {
  const reads = mayEither('cases:read', 'cases:readUnit')
  routes.get(
    '/cases/:id/settlement-advice',
    { ...reads, schema: { params: IdOrNumber, querystring: AdviceQuery, response: { 200: Advice } } },
    async (req) => req.read((tx) => adviceOn(tx, req.actor, req.params.id, req.query.amountFen, clock())),
  )
  routes.get(
    '/approvals',
    { ...may('cases:approve'), schema: { querystring: ApprovalQuery, response: { 200: ApprovalList } } },
    async (req) => req.read((tx) => listApprovals(tx, req.actor, req.query, clock())),
  )
  routes.get('/ledger', { ...may('ledger:read'), schema: { querystring: LedgerQuery, response: { 200: LedgerList } } }, async (req) =>
    req.read((tx) => listLedger(tx, req.actor, req.query)),
  )

  routes.get('/deputies', { ...may('cases:approve'), schema: { response: { 200: DeputyList } } }, async (req) =>
    req.read(async (tx) => wholeList(await findDeputies(tx, req.actor, clock()))),
  )
  routes.post('/deputies', { ...may('cases:approve'), schema: { body: DeputyInput, response: { 201: Deputy } } }, async (req, reply) =>
    reply.write(201, (tx) => nameDeputy(tx, req.actor, req.body, clock())),
  )
  routes.delete('/deputies/:id', { ...may('cases:approve'), schema: { params: IdParams } }, async (req, reply) =>
    reply.write(204, (tx) => endDeputy(tx, req.actor, req.params.id, clock())),
  )

  const readsLimits = mayEither('authority:manage', 'ledger:read')
  routes.get('/authority-limits', { ...readsLimits, schema: { response: { 200: AuthorityLimitList } } }, async (req) =>
    req.read(async (tx) => wholeList(await findLimits(tx, req.actor.tenantId, clock()))),
  )
  routes.post(
    '/authority-limits',
    { ...may('authority:manage'), schema: { body: AuthorityLimitInput, response: { 201: AuthorityLimit } } },
    async (req, reply) => reply.write(201, (tx) => addLimit(tx, req.actor, req.body, clock())),
  )
  routes.patch(
    '/authority-limits/:id',
    { ...may('authority:manage'), schema: { params: IdParams, body: AuthorityLimitEnd, response: { 200: AuthorityLimit } } },
    async (req, reply) => reply.write(200, (tx) => endLimit(tx, req.actor, req.params.id, req.body, clock())),
  )
  routes.get('/authority-settings', { ...readsLimits, schema: { response: { 200: AuthoritySettings } } }, async (req) =>
    req.read((tx) => settingsOf(tx, req.actor.tenantId)),
  )
  routes.patch(
    '/authority-settings',
    { ...may('authority:manage'), schema: { body: AuthoritySettingsChange, response: { 200: AuthoritySettings } } },
    async (req, reply) => reply.write(200, (tx) => changeSettings(tx, req.actor, req.body, clock())),
  )
}
