import type { MultipartFile } from '@fastify/multipart'
import type { PortalConsent, PortalSetting, PortalSettingInput } from '@zhiwei/contract'
import { fileTypeFromBuffer } from 'file-type'
import { recordAudit } from '../../audit/index.ts'
import { type Act, personNamed } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import type { FileStore } from '../../platform/files.ts'
import { isReadable, portalColourOf, readableOf, usualColour } from './colour.ts'
import { addressIn } from './link.ts'
import { consentsOf, pictureOf, settingOf } from './settings.ts'
import type { PortalSources } from './sources.ts'
import type { Logo } from './tables.ts'

/** 自助设置 as the settings page shows them. */
export async function settingShown(tx: Tx, deps: Pick<Deps, 'config'>, tenantId: string, sources: PortalSources): Promise<PortalSetting> {
  const setting = await settingOf(tx, tenantId)
  const { code } = await tx.selectFrom('tenant').select('code').where('id', '=', tenantId).executeTakeFirstOrThrow()
  return {
    name: setting.name,
    colour: setting.colour,
    hotline: setting.hotline,
    showsPerson: setting.shows_person,
    ivrLast4: setting.ivr_last4,
    reminderHours: setting.reminder_hours,
    lateMinutes: setting.late_minutes,
    categories: setting.categories,
    version: setting.version,
    logo: setting.logo && `/api/v1/portal/logo?tenant=${code}&at=${Date.parse(setting.logo.at)}`,
    shown: portalColourOf(setting.colour ?? usualColour),
    address: addressIn(deps, `/p/${code}`),
    choice: (await sources.categoriesToName(tx, tenantId)).map(({ code, name }) => ({ code, name, picture: pictureOf(code) })),
  }
}

/** @throws INPUT_INVALID for a colour nobody can read, or a category that is not there; VERSION_CONFLICT */
export async function changeSetting({ tx, actor, now }: Act, input: PortalSettingInput, sources: PortalSources): Promise<void> {
  const { tenantId } = actor
  if (input.colour !== null && !isReadable(input.colour))
    throw invalidInput('#/colour', `这个颜色在白底上看不清，可以用 ${readableOf(input.colour)}`)
  const known = new Set((await sources.categoriesToName(tx, tenantId)).map(({ code }) => code))
  const unknown = input.categories?.findIndex(({ code }) => !known.has(code)) ?? -1
  if (unknown >= 0) throw invalidInput(`#/categories/${unknown}/code`, '没有这个分类')
  const set = {
    name: input.name,
    colour: input.colour,
    hotline: input.hotline,
    shows_person: input.showsPerson,
    ivr_last4: input.ivrLast4,
    reminder_hours: input.reminderHours,
    late_minutes: input.lateMinutes,
    categories: input.categories && JSON.stringify(input.categories),
  }
  await keep(tx, tenantId, input.version, set)
  const { name: _name, hotline: _hotline, categories, ...facts } = set
  await recordAudit(tx, {
    tenantId,
    kind: 'portal.changed',
    actorId: actor.userId,
    facts: { ...facts, categories: categories !== null },
    at: now,
  })
}

/** Written where somebody saw this version. */
async function keep(tx: Tx, tenantId: string, version: number, set: Record<string, unknown>) {
  const written =
    version === 0
      ? await tx
          .insertInto('portal_setting')
          .values({ tenant_id: tenantId, ...set } as never)
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
      : await tx
          .updateTable('portal_setting')
          .set({ ...set, version: version + 1 } as never)
          .where('tenant_id', '=', tenantId)
          .where('version', '=', version)
          .executeTakeFirst()
  const count = 'numUpdatedRows' in written ? written.numUpdatedRows : written.numInsertedOrUpdatedRows
  if (!count) throw new AppError('VERSION_CONFLICT', '请刷新后再改')
}

export async function listConsents(tx: Tx, tenantId: string): Promise<PortalConsent[]> {
  const by = await tx
    .selectFrom('portal_consent')
    .select(['version', personNamed('portal_consent', 'by_id').as('by')])
    .where('tenant_id', '=', tenantId)
    .execute()
  return (await consentsOf(tx, tenantId)).map(({ version, zh, en, at }) => ({
    version,
    zh,
    en,
    at: at?.toISOString() ?? null,
    by: by.find((row) => row.version === version)?.by ?? null,
  }))
}

/** 新版告知文本: holds from now on; earlier ones stay with the complaints they were shown for. */
export async function writeConsent({ tx, actor, now }: Act, { zh, en }: { zh: string; en: string }): Promise<{ version: number }> {
  const { tenantId } = actor
  const [newest] = await consentsOf(tx, tenantId)
  const version = (newest?.version ?? 1) + 1
  await tx
    .insertInto('portal_consent')
    .values({ tenant_id: tenantId, version, text_zh: zh, text_en: en, at: now, by_id: actor.userId })
    .execute()
  await recordAudit(tx, { tenantId, kind: 'portalConsent.written', actorId: actor.userId, facts: { version }, at: now })
  return { version }
}

const logoBytes = 512 * 1024
const logoTypes = ['image/png', 'image/jpeg', 'image/webp']

/** 标志: PNG, JPEG or WebP up to 512 KB, told from the content; no SVG, which may hold scripts. @throws MEDIA_TYPE_UNSUPPORTED, BODY_TOO_LARGE */
export async function receiveLogo(files: FileStore, part: MultipartFile | undefined, now: Date): Promise<Logo> {
  if (!part) throw invalidInput('#/file', '请选择一张图片')
  const { storageName, sizeBytes, head } = await files.store(part.file, logoBytes)
  const contentType = (await fileTypeFromBuffer(head))?.mime ?? ''
  if (!logoTypes.includes(contentType)) {
    await files.remove(storageName)
    throw new AppError('MEDIA_TYPE_UNSUPPORTED', '标志可以是 PNG、JPEG 或 WebP 图片')
  }
  return { storageName, contentType, sizeBytes, at: now.toISOString() }
}

/** @returns the picture that stood before, to be removed once this is committed */
export async function setLogo({ tx, actor, now }: Act, logo: Logo | null): Promise<Logo | null> {
  const { tenantId } = actor
  const before = await settingOf(tx, tenantId)
  await keep(tx, tenantId, before.version, { logo: logo && JSON.stringify(logo) })
  await recordAudit(tx, { tenantId, kind: 'portalLogo.changed', actorId: actor.userId, facts: { removed: logo === null }, at: now })
  return before.logo
}
