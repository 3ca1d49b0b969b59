import { type PerformanceRulesVersion, performanceCriteria } from '@zhiwei/contract'
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../platform/index.ts'
import { ProblemNotice, TableBones } from '../ui/index.ts'
import { useRules } from './queries.ts'
import { RulesModal } from './RulesModal.tsx'

/** 绩效规则: every version with its month and reason, for everybody to read. */
export function RulesPart({ mayWrite }: { mayWrite: boolean }) {
  const { t } = useTranslation('performance')
  const rules = useRules()
  const [isWriting, setWriting] = useState(false)
  if (rules.isPending) return <TableBones />
  if (rules.isError) return <ProblemNotice problem={rules.error} onRetry={rules.refetch} />
  const newest = rules.data.rows[0]
  return (
    <>
      <div className="performance-bar">
        <span className="meta">{t('rules.hint')}</span>
        {mayWrite && (
          <Button type="primary" onClick={() => setWriting(true)}>
            {t('rules.new')}
          </Button>
        )}
      </div>
      <ul className="card performance-list" aria-label={t('rules.title')}>
        {rules.data.rows.map((version) => (
          <li key={version.id ?? 'shipped'}>
            <RulesLine version={version} />
          </li>
        ))}
      </ul>
      {isWriting && newest && <RulesModal rules={newest.rules} onClose={() => setWriting(false)} />}
    </>
  )
}

function RulesLine({ version: { effectiveMonth, state, rules, reason, by, madeAt } }: { version: PerformanceRulesVersion }) {
  const { t } = useTranslation('performance')
  const format = useFormat()
  const { weights, ...values } = rules
  return (
    <div>
      <h2 className="performance-line-head">
        {effectiveMonth ? t('rules.from', { month: effectiveMonth }) : t('rules.shipped')} <Tag>{t(`rules.state.${state}`)}</Tag>
      </h2>
      <dl className="performance-weights" aria-label={t('rules.weights')}>
        {performanceCriteria.map((name) => (
          <div key={name}>
            <dt>{t(`criterion.${name}`)}</dt>
            <dd className="figures">{weights[name]}</dd>
          </div>
        ))}
      </dl>
      <p className="meta">{t('rules.values', values)}</p>
      {reason && madeAt && <p>{t('rules.made', { name: by?.name ?? '', at: format.date(madeAt), reason })}</p>}
    </div>
  )
}
