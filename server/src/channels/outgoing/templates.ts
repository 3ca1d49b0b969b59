import type { MessageKind, MessageLanguage } from '@zhiwei/contract'
import type { Tx } from '../../platform/database.ts'
import { type OutgoingSettings, outgoingSettings } from './settings.ts'
import shipped from './shipped.json' with { type: 'json' }

export type Words = { subject: string; body: string }

export const shippedWords = (kind: MessageKind, language: MessageLanguage): Words => shipped[kind][language]

/** The words in force: the tenant's own version, else those shipped with the product (`versionId` null). */
export async function templateInForce(tx: Tx, tenantId: string, kind: MessageKind, language: MessageLanguage) {
  const own = await tx
    .selectFrom('message_template')
    .select(['id', 'subject', 'body'])
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', kind)
    .where('language', '=', language)
    .where('state', '=', 'inForce')
    .executeTakeFirst()
  return own ? { versionId: own.id, subject: own.subject, body: own.body } : { versionId: null, ...shippedWords(kind, language) }
}

/** What many messages of one transaction share: looked up once. */
export type Batch = {
  settings: OutgoingSettings
  company: string
  zone: string
  /** The words in force, by kind and language. */
  wordsFor: (kind: MessageKind, language: MessageLanguage) => ReturnType<typeof templateInForce>
}

export async function batchOf(tx: Tx, tenantId: string): Promise<Batch> {
  const { name: company, zone } = await tx
    .selectFrom('tenant')
    .select(['name', 'zone'])
    .where('id', '=', tenantId)
    .executeTakeFirstOrThrow()
  const known = new Map<string, ReturnType<typeof templateInForce>>()
  return {
    settings: await outgoingSettings(tx, tenantId),
    company,
    zone,
    wordsFor(kind, language) {
      const key = `${kind} ${language}`
      const words = known.get(key) ?? templateInForce(tx, tenantId, kind, language)
      known.set(key, words)
      return words
    },
  }
}
