import {
  CaseIdOrNumber,
  IdParams,
  PortalConsentDone,
  PortalConsentInput,
  PortalConsentList,
  PortalFileAdded,
  PortalFileList,
  PortalFileShown,
  PortalSetting,
  PortalSettingInput,
} from '@zhiwei/contract'
import { z } from 'zod'
import { actOf } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { may, mayEither, type Routes } from '../../platform/http.ts'
import { wholeList } from '../../platform/keyset.ts'
import { changeSetting, listConsents, receiveLogo, setLogo, settingShown, writeConsent } from './change-settings.ts'
import { filesShown, showFile } from './show-file.ts'
import type { PortalSources } from './sources.ts'
import type { Logo } from './tables.ts'

/** 设置 → 客户自助 */
export function portalSettingRoutes(routes: Routes, deps: Deps, sources: PortalSources) {
  const { files, clock } = deps
  const removeLogo = async (logo: Logo | null) => logo && files.remove(logo.storageName)
  const manages = may('settings:manage')
  routes.get('/portal-settings', { ...manages, schema: { response: { 200: PortalSetting } } }, (req) =>
    req.read((tx) => settingShown(tx, deps, req.actor.tenantId, sources)),
  )
  routes.put('/portal-settings', { ...manages, schema: { body: PortalSettingInput, response: { 200: PortalSetting } } }, (req, reply) =>
    reply.write(200, async (tx) => {
      await changeSetting(actOf(deps, req, tx), req.body, sources)
      return settingShown(tx, deps, req.actor.tenantId, sources)
    }),
  )
  routes.get('/portal-consents', { ...manages, schema: { response: { 200: PortalConsentList } } }, (req) =>
    req.read(async (tx) => wholeList(await listConsents(tx, req.actor.tenantId))),
  )
  routes.post(
    '/portal-consents',
    { ...manages, schema: { body: PortalConsentInput, response: { 201: PortalConsentDone } } },
    (req, reply) => reply.write(201, (tx) => writeConsent(actOf(deps, req, tx), req.body)),
  )
  routes.post(
    '/portal-settings/logo',
    { ...manages, schema: { consumes: ['multipart/form-data'], response: { 200: PortalSetting } } },
    async (req, reply) => {
      const logo = await receiveLogo(files, await req.file(), clock())
      try {
        let before: Logo | null = null
        await reply.write(200, async (tx) => {
          before = await setLogo(actOf(deps, req, tx), logo)
          return settingShown(tx, deps, req.actor.tenantId, sources)
        })
        await removeLogo(before)
        return reply
      } catch (error) {
        await files.remove(logo.storageName)
        throw error
      }
    },
  )
  routes.delete('/portal-settings/logo', { ...manages, schema: { response: { 200: PortalSetting } } }, async (req, reply) => {
    let before: Logo | null = null
    await reply.write(200, async (tx) => {
      before = await setLogo(actOf(deps, req, tx), null)
      return settingShown(tx, deps, req.actor.tenantId, sources)
    })
    await removeLogo(before)
    return reply
  })
  routes.get(
    '/cases/:id/portal-files',
    {
      ...mayEither('cases:read', 'cases:readUnit'),
      schema: { params: z.object({ id: CaseIdOrNumber }), response: { 200: PortalFileList } },
    },
    (req) => req.read((tx) => filesShown(tx, req.actor, req.params.id)),
  )
  routes.post(
    '/cases/:id/portal-files',
    { ...may('cases:message'), schema: { params: IdParams, body: PortalFileShown, response: { 201: PortalFileAdded } } },
    (req, reply) => reply.write(201, (tx) => showFile(actOf(deps, req, tx), req.params.id, req.body)),
  )
}
