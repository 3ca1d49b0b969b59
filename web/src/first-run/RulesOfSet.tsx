import type { ClockRule, Industry } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { useLimitWords, useRuleNames } from '../clocks/index.ts'

const isOf = (industry: Industry | null) => (rule: ClockRule) =>
  rule.industries.length === 0 ? !rule.byRegulator || rule.effect !== 'off' : industry !== null && rule.industries.includes(industry)

/** What will run, what is only shown as expected, and what stays off because nobody has read its source. */
const partOf = ({ active, duty, amount }: ClockRule) =>
  !active || amount === null ? 'off' : duty === 'company' ? 'starts' : duty === 'authority' ? 'expected' : 'off'

/** The rules of a set with their sources. */
export function RulesOfSet({ rules, industry }: { rules: readonly ClockRule[]; industry: Industry | null }) {
  const { t } = useTranslation('first-run')
  const own = Map.groupBy(rules.filter(isOf(industry)), partOf)
  return (
    <section className="card wizard-part" aria-label={t('limits.rules')}>
      <h2>{t('limits.own')}</h2>
      <p>{t('limits.ownHint')}</p>
      {(['starts', 'expected'] as const).map((part) => {
        const list = own.get(part) ?? []
        return list.length === 0 ? null : (
          <div key={part}>
            <h2>{t(`limits.part.${part}`)}</h2>
            <RuleList rules={list} />
          </div>
        )
      })}
      {(own.get('off') ?? []).length > 0 && (
        <details>
          <summary>{t('limits.part.off', { count: own.get('off')?.length })}</summary>
          <RuleList rules={own.get('off') ?? []} />
        </details>
      )}
    </section>
  )
}

function RuleList({ rules }: { rules: readonly ClockRule[] }) {
  const { t } = useTranslation('first-run')
  const names = useRuleNames()
  const limit = useLimitWords()
  return (
    <ul className="wizard-rules">
      {rules.map((rule) => (
        <li key={rule.code}>
          <span>
            {names.regime(rule)} · {names.step(rule)}
          </span>
          <b className="figures">{limit(rule.amount, rule.unit)}</b>
          <span className="meta">
            {t('limits.source', { source: names.said(rule).source })} · {t(`clocks:confidence.${rule.confidence}`)}
            {rule.active && rule.duty === 'company' && rule.byRegulator && ` · ${t('clocks:startsByRegulator')}`}
          </span>
        </li>
      ))}
    </ul>
  )
}
