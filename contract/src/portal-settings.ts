import { z } from 'zod'
import { TreeCode } from './codes.ts'
import { CategoryPicture, PortalColour } from './portal.ts'
import { Instant, line, listOf, Named, Version } from './primitives.ts'

// 设置 → 客户自助. Source: docs/rules/portal.md

const Colour = z.string().regex(/^#[0-9a-f]{6}$/)
const ShownCategory = z.strictObject({ code: TreeCode, picture: CategoryPicture })

/** `PUT /portal-settings` (`settings:manage`). A colour that cannot be read on white (4.5:1) is refused with the nearest one that can. */
export const PortalSettingInput = z.strictObject({
  /** null: the tenant's own name. */
  name: line(60).nullable(),
  /** null: the product's. */
  colour: Colour.nullable(),
  hotline: line(100).nullable(),
  showsPerson: z.boolean(),
  /** 语音菜单: the last 4 digits of the phone in place of a code. */
  ivrLast4: z.boolean(),
  /** 催办间隔 in hours. */
  reminderHours: z.number().int().min(1).max(168),
  /** Working minutes from a missed promise to the next. */
  lateMinutes: z.number().int().min(30).max(4_800),
  /** null: the top of the category tree. */
  categories: z.array(ShownCategory).max(24).nullable(),
  version: Version,
})
export const PortalSetting = PortalSettingInput.extend({
  logo: z.string().nullable(),
  /** Of the colour in force. */
  shown: PortalColour,
  /** Where customers find the portal. */
  address: z.string(),
  /** What may be shown. */
  choice: z.array(z.object({ code: TreeCode, name: z.string(), picture: CategoryPicture })),
})
/** 告知文本 in its versions; the first ships with the product. `{company}` stands for the company's name. */
export const PortalConsentInput = z.strictObject({ zh: line(4_000), en: line(4_000) })
export const PortalConsent = PortalConsentInput.extend({
  version: z.number().int(),
  at: Instant.nullable(),
  by: Named.nullable(),
})
export const PortalConsentList = listOf(PortalConsent)
export const PortalConsentDone = z.object({ version: z.number().int() })
/** `POST /cases/:id/portal-files`: shows a file of the case to its customer, or takes it back. */
export const PortalFileShown = z.strictObject({ fileId: z.uuid(), shown: z.boolean() })
/** `GET /cases/:id/portal-files`: the files of the case that its customer can open; `by`: who of ours showed it. */
export const PortalFileList = listOf(
  z.object({ fileId: z.uuid(), from: z.enum(['customer', 'company']), at: Instant, by: Named.nullable() }),
)

export type PortalSettingInput = z.infer<typeof PortalSettingInput>
export type PortalSetting = z.infer<typeof PortalSetting>
export type PortalFileList = z.infer<typeof PortalFileList>
export type PortalConsent = z.infer<typeof PortalConsent>
