import type { CategoryPicture } from '@zhiwei/contract'
import type { ColumnType, Generated } from 'kysely'

type Json<T> = ColumnType<T | null, string | null | undefined, string | null>

export type ShownCategory = { code: string; picture: CategoryPicture }
export type Logo = { storageName: string; contentType: string; sizeBytes: number; at: string }
export type PortalSettingTable = {
  tenant_id: string
  name: string | null
  colour: string | null
  hotline: string | null
  shows_person: Generated<boolean>
  ivr_last4: Generated<boolean>
  reminder_hours: Generated<number>
  late_minutes: Generated<number>
  categories: Json<ShownCategory[]>
  logo: Json<Logo>
  version: Generated<number>
}
export type PortalConsentTable = { tenant_id: string; version: number; text_zh: string; text_en: string; at: Date; by_id: string | null }
export type PortalFilingTable = { tenant_id: string; case_id: string; consent_version: number; consented_at: Date; language: 'zh' | 'en' }
export type PortalCodeTable = {
  tenant_id: string
  id: string
  number: string
  case_id: string | null
  contact_point_id: string | null
  at: Date
  expires_at: Date
  tries: Generated<number>
  used_at: Generated<Date | null>
}
export type PortalSessionTable = {
  tenant_id: string
  token_hash: Buffer
  case_id: string
  proof: 'code' | 'link' | 'device'
  at: Date
  expires_at: Date
}
export type PortalLinkTable = { tenant_id: string; token_hash: Buffer; case_id: string; at: Date; by_id: string | null }
export type PortalFileTable = {
  tenant_id: string
  file_id: string
  case_id: string
  from_customer: boolean
  at: Date
  by_id: string | null
}
export type PortalTryTable = { tenant_id: string; kind: string; key_hash: Buffer; since: Date; tries: number }

declare module '../../platform/database.ts' {
  interface Tables {
    portal_setting: PortalSettingTable
    portal_consent: PortalConsentTable
    portal_filing: PortalFilingTable
    portal_code: PortalCodeTable
    portal_session: PortalSessionTable
    portal_link: PortalLinkTable
    portal_file: PortalFileTable
    portal_try: PortalTryTable
  }
}
