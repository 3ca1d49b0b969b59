import { z } from 'zod'
import { Id, Instant, line, listOf, Version } from '../primitives.ts'

// 渠道账号: where messages to and from customers go through.

/** 门: the ways customers and the company write to each other. */
export const Door = z.enum(['email', 'sms', 'wechat', 'wecom', 'wechatPay', 'miniProgram', 'chat', 'portal', 'webhook'])

/** Settings of a door; which there are, its own schema says. Secrets are taken and never shown again. */
export const AccountSettings = z.record(z.string().max(60), z.unknown())

export const ChannelAccount = z.object({
  id: Id,
  door: Door,
  name: z.string(),
  /** Without the secrets. */
  settings: AccountSettings,
  /** Which secrets are set. */
  secrets: z.array(z.string()),
  isOpen: z.boolean(),
  lastOkAt: Instant.nullable(),
  lastError: z.string().nullable(),
  /** What the platform handed over and nobody here could read or take: how many, when and why the last one. */
  lost: z.object({ count: z.number().int(), at: Instant, why: z.string() }).nullable(),
  createdAt: Instant,
  version: Version,
})
/** A door as its form is drawn: `secrets` are typed as passwords, `sends` can tell customers something by itself. */
export const DoorDescription = z.object({
  door: Door,
  fields: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['text', 'number', 'flag', 'choice']),
      required: z.boolean(),
      secret: z.boolean(),
      choices: z.array(z.string()).optional(),
      standard: z.union([z.string(), z.number(), z.boolean()]).optional(),
    }),
  ),
  sends: z.boolean(),
})
export const ChannelAccountList = listOf(ChannelAccount).extend({
  doors: z.array(DoorDescription),
  /** The installation's own mail server (SMTP_URL): used where no e-mail account is open. */
  mail: z.object({ available: z.boolean(), from: z.string().nullable() }),
})
export const ChannelAccountInput = z.strictObject({ door: Door, name: line(100), settings: AccountSettings })
/** Secrets left out stay as they are. */
export const ChannelAccountChange = z.strictObject({
  name: line(100),
  settings: AccountSettings,
  isOpen: z.boolean(),
  version: Version,
})
/** 试连: what the other side said. */
export const ChannelCheck = z.object({ ok: z.boolean(), said: z.string() })

export type Door = z.infer<typeof Door>
export type ChannelAccount = z.infer<typeof ChannelAccount>
export type ChannelAccountList = z.infer<typeof ChannelAccountList>
export type DoorDescription = z.infer<typeof DoorDescription>
export type ChannelCheck = z.infer<typeof ChannelCheck>
