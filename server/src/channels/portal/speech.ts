import type { PortalLanguage } from '@zhiwei/contract'
import type { Act } from '../../cases/index.ts'
import { useCode } from './codes.ts'
import { caseOfContact, caseOfLast4, numberTyped } from './find.ts'
import { wordsIn } from './say.ts'
import { settingOf } from './settings.ts'
import type { PortalSources } from './sources.ts'
import { countTry } from './tries.ts'
import { portalCase } from './view.ts'

/** Who asks: by a contact the door itself vouches for (whose SMS it was), a one-time code, or the last 4 digits of the phone. */
export type StatusQuery = { number: string; language?: PortalLanguage } & ({ contact: string } | { code: string } | { last4: string })
export type StatusAnswer = { found: boolean; caseId: string | null; text: string }

/**
 * 进展查询 by a message or a call: the same plain words as on the page. A number nobody has, a contact that is another's and a wrong code get the
 * same sentence. Counts the tries of a number, so its transaction must be committed.
 * Source: docs/rules/portal.md
 */
export async function answerStatusQuery(act: Act, query: StatusQuery, sources: PortalSources): Promise<StatusAnswer> {
  const { tx, keys, actor, now } = act
  const language = query.language ?? 'zh'
  const t = wordsIn(language)
  const { tenantId } = actor
  const tooMany = await countTry(tx, keys, tenantId, 'speechByNumber', numberTyped(query.number), now)
  const caseId = await caseAsked(act, query)
  if (!caseId || tooMany) return { found: false, caseId: null, text: t.notFound }
  const { number, says } = await portalCase({ tx, keys, tenantId, now }, caseId, language, sources)
  return { found: true, caseId, text: t.status.replace('{number}', number).replace('{says}', says) }
}

async function caseAsked({ tx, keys, actor, now }: Act, query: StatusQuery): Promise<string | null> {
  const place = { tx, keys, tenantId: actor.tenantId }
  if ('code' in query) return (await useCode({ ...place, now }, query))?.caseId ?? null
  if ('contact' in query) return (await caseOfContact(place, query))?.id ?? null
  const { ivr_last4: takesLast4 } = await settingOf(tx, actor.tenantId)
  const found = await caseOfLast4(place, query)
  return takesLast4 ? (found?.id ?? null) : null
}

const spelt: Record<string, string> = { 0: '零', 1: '幺', 2: '二', 3: '三', 4: '四', 5: '五', 6: '六', 7: '七', 8: '八', 9: '九' }
const caseNumber = /\b([0-9A-Z]{4})-([0-9A-Z]{4})\b/g

/** 播报: case numbers letter by letter, clock times as they are said. Pure. */
export function spokenText(text: string, language: PortalLanguage): string {
  const letters = (part: string) => Array.from(part, (letter) => (language === 'zh' ? (spelt[letter] ?? letter) : letter)).join(' ')
  const numbered = text.replace(caseNumber, (_, one: string, other: string) => `${letters(one)}, ${letters(other)}`)
  if (language === 'en') return numbered
  return numbered.replace(
    / ?(\d{2}):(\d{2}) ?/g,
    (_, hour: string, minute: string) => `${Number(hour)}点${minute === '00' ? '' : `${Number(minute)}分`}`,
  )
}
