import { ChannelAccount, ChannelAccountChange, ChannelAccountInput, ChannelAccountList, ChannelCheck, IdParams } from '@zhiwei/contract'
import { actOf } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { may, type Routes } from '../../platform/http.ts'
import { wholeList } from '../../platform/keyset.ts'
import { canMail } from '../../platform/mail.ts'
import { describeDoors } from './describe.ts'
import { addAccount, changeAccount, checkAccount, listAccounts } from './keep.ts'

/** A check calls whatever address was typed in: enough to find out what is wrong, too few to be a nuisance to others. */
const checksAMinute = { rateLimit: { max: 10, timeWindow: '1 minute' } }

export function accountRoutes(routes: Routes, deps: Deps) {
  const { keys, config } = deps
  const manage = may('channels:manage')
  routes.get('/channels/accounts', { ...manage, schema: { response: { 200: ChannelAccountList } } }, (request) =>
    request.read(async (tx) => ({
      ...wholeList(await listAccounts(tx, keys, request.actor.tenantId)),
      doors: describeDoors(),
      mail: { available: canMail(config), from: config.smtpFrom ?? null },
    })),
  )
  routes.post(
    '/channels/accounts',
    { ...manage, schema: { body: ChannelAccountInput, response: { 201: ChannelAccount } } },
    (request, reply) => reply.write(201, (tx) => addAccount(actOf(deps, request, tx), request.body)),
  )
  routes.put(
    '/channels/accounts/:id',
    { ...manage, schema: { params: IdParams, body: ChannelAccountChange, response: { 200: ChannelAccount } } },
    (request, reply) => reply.write(200, (tx) => changeAccount(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.post(
    '/channels/accounts/:id/checks',
    { config: { ...manage.config, ...checksAMinute }, schema: { params: IdParams, response: { 200: ChannelCheck } } },
    (request) => checkAccount(deps, request.actor.tenantId, request.params.id),
  )
}
