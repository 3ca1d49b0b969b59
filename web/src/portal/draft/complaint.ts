import type { PortalComplaint } from '@zhiwei/contract'
import type { Language } from '../words.ts'
import type { Filing } from './filing.ts'

export const serverLanguage = (language: Language) => (language === 'en' ? 'en' : 'zh')

type Said = { tenant: string; consentVersion: number; language: Language; remedies: readonly string[] }

/** What is sent of a complaint; empty fields are left out. @param remedies the chosen ones in words */
export function complaintOf(filing: Filing, { tenant, consentVersion, language, remedies }: Said): PortalComplaint {
  const remedySought = [...remedies, filing.remedyText.trim()].filter(Boolean).join(language === 'en' ? ', ' : '、')
  const name = filing.name.trim()
  const complainant =
    filing.contactBy === 'none'
      ? { anonymous: true }
      : filing.contactBy === 'phone'
        ? { phone: filing.phone.trim(), ...(name && { name }) }
        : { email: filing.email.trim(), ...(name && { name }) }
  return {
    tenant,
    deviceKey: filing.key,
    complainant,
    text: filing.text.trim(),
    ...(filing.category && { category: filing.category }),
    ...(filing.reference.trim() && { reference: filing.reference.trim() }),
    ...(remedySought && { remedySought: remedySought.slice(0, 2_000) }),
    consentVersion,
    language: serverLanguage(language),
  }
}
