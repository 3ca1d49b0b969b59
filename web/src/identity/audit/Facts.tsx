import { type AuditRow, type Permission, shippedRoles } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { useFormat, useShippedName } from '../../platform/index.ts'
import { colon, comma } from '../../platform/punctuation.ts'
import { wordOf } from '../roles/permission-areas.ts'
import { keyOfCode } from './code-words.ts'
import { figureIn } from './fact-figures.ts'

const factsInSight = 2
const isId = (text: string) => /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(text)
const isInstant = (text: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d.*Z$/.test(text)
const roleNames = new Map<string, string>(shippedRoles.map(({ code, name }) => [code, name]))
const isEmpty = (value: unknown) => value === null || (Array.isArray(value) && value.length === 0)

/** What the record holds beside who and what, the first of it in sight. */
export function Facts({ row: { kind, facts } }: { row: AuditRow }) {
  const { t } = useTranslation('identity')
  const words = useFactWords(kind)
  const all = Object.entries(facts).filter(([, value]) => !isEmpty(value))
  const rest = all.slice(factsInSight)
  const fact = ([name, value]: [string, unknown]) => (
    <span key={name} className="audit-fact">
      <span className="meta">
        {words.name(name)}
        {colon()}
      </span>
      {words.value(name, value)}
    </span>
  )
  return (
    <span className="audit-facts">
      {all.slice(0, factsInSight).map(fact)}
      {rest.length > 0 && (
        <details>
          <summary>{t('audit.moreFacts', { count: rest.length })}</summary>
          {rest.map(fact)}
        </details>
      )}
    </span>
  )
}

/** Names and values of facts as people say them; a code that has no words stays the code. */
function useFactWords(kind: string) {
  const { t, i18n } = useTranslation('identity')
  const { instant } = useFormat()
  const named = useShippedName()
  const said = (key: string, otherwise: string) => (i18n.exists(key) ? t(key) : otherwise)
  const name = (fact: string) => said(`audit:fact.${fact}`, fact)
  const text = (of: string, value: string) => {
    if (isId(value)) return value.slice(0, 8)
    if (isInstant(value)) return instant(value)
    if (of.startsWith('roles')) return named(roleNames.get(value) ?? value)
    if (value.includes(':')) return said(`identity:${wordOf(value as Permission)}`, value)
    return said(keyOfCode(kind, of, value), value)
  }
  const value = (of: string, given: unknown): string => {
    if (typeof given === 'number') return figureIn(of, given)
    if (Array.isArray(given)) return given.map((one) => value(of, one)).join(comma())
    if (typeof given !== 'object' || given === null) return text(of, String(given))
    const parts = Object.entries(given).filter(([, part]) => !isEmpty(part))
    return parts.map(([part, held]) => `${name(part)}${colon()}${value(part, held)}`).join(comma())
  }
  return { name, value }
}
