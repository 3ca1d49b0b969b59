import type { CategoryPicture, PortalLanguage, PortalSettings } from '@zhiwei/contract'
import type { Selectable } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { portalColourOf, usualColour } from './colour.ts'
import shippedConsent from './consent.json' with { type: 'json' }
import type { PortalSources } from './sources.ts'
import type { PortalSettingTable, ShownCategory } from './tables.ts'
import type { Tenant } from './who.ts'

export type Setting = Omit<Selectable<PortalSettingTable>, 'tenant_id'>
export const maxFileBytes = 25 * 1024 * 1024

/** Until somebody sets another: our own default. Source: docs/rules/portal.md */
const usual: Setting = {
  name: null,
  colour: null,
  hotline: null,
  shows_person: false,
  ivr_last4: false,
  reminder_hours: 24,
  late_minutes: 480,
  categories: null,
  logo: null,
  version: 0,
}

/** 自助设置 */
export async function settingOf(tx: Tx, tenantId: string): Promise<Setting> {
  const row = await tx.selectFrom('portal_setting').selectAll().where('tenant_id', '=', tenantId).executeTakeFirst()
  return row ?? usual
}

export type Consent = { version: number; zh: string; en: string; at: Date | null }

/** The consent texts, newest first; the first of all ships with the product. */
export async function consentsOf(tx: Tx, tenantId: string): Promise<Consent[]> {
  const rows = await tx.selectFrom('portal_consent').selectAll().where('tenant_id', '=', tenantId).orderBy('version', 'desc').execute()
  return [
    ...rows.map(({ version, text_zh: zh, text_en: en, at }) => ({ version, zh, en, at })),
    { version: 1, ...shippedConsent, at: null },
  ]
}

/** What the top of the shipped category tree looks like; others get `other`. */
const pictures: Record<string, CategoryPicture> = {
  quality: 'product',
  service: 'service',
  delivery: 'delivery',
  price: 'price',
  aftersales: 'repair',
  marketing: 'promise',
  contract: 'contract',
  supply: 'supply',
  security: 'security',
  process: 'process',
}
export const pictureOf = (code: string): CategoryPicture => pictures[code.split('.')[0] ?? ''] ?? 'other'

type Node = { code: string; name: string; nameEn: string }

/** Categories as chosen, those that are no longer active left out; else the top of the tree. */
export function shownCategories(nodes: readonly Node[], chosen: readonly ShownCategory[] | null, language: PortalLanguage) {
  const named = ({ code, name, nameEn }: Node, picture: CategoryPicture) => ({
    code,
    name: (language === 'en' && nameEn) || name,
    picture,
  })
  if (!chosen) return nodes.filter(({ code }) => !code.includes('.')).map((node) => named(node, pictureOf(node.code)))
  return chosen.flatMap(({ code, picture }) => {
    const node = nodes.find((one) => one.code === code)
    return node ? [named(node, picture)] : []
  })
}

/** Everything the portal shows before anybody is known. */
export async function portalSettings(tx: Tx, tenant: Tenant, language: PortalLanguage, sources: PortalSources): Promise<PortalSettings> {
  const setting = await settingOf(tx, tenant.id)
  const [consent] = await consentsOf(tx, tenant.id)
  const name = setting.name ?? tenant.name
  return {
    tenant: tenant.code,
    name,
    logo: setting.logo && `/api/v1/portal/logo?tenant=${tenant.code}&at=${Date.parse(setting.logo.at)}`,
    colour: portalColourOf(setting.colour ?? usualColour),
    hotline: setting.hotline,
    zone: tenant.zone,
    consent: { version: consent?.version ?? 1, text: (consent?.[language] ?? '').replaceAll('{company}', name) },
    categories: shownCategories(await sources.categoriesToName(tx, tenant.id), setting.categories, language),
    maxFileBytes,
    demo: tenant.demo,
  }
}
