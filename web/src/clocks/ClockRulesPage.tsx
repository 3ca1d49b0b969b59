import type { ClockRule } from '@zhiwei/contract'
import { Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useMay } from '../platform/index.ts'
import { EmptyState, Page, ProblemNotice, TableBones } from '../ui/index.ts'
import { ClockRuleItem } from './ClockRuleItem.tsx'
import { ClockSettingsPart } from './ClockSettingsPart.tsx'
import { DecideModal } from './DecideModal.tsx'
import { useClockRules, useRuleNames } from './queries.ts'
import './clocks.css'

const filters = ['all', 'starts', 'expected', 'off', 'unverified'] as const
type Filter = (typeof filters)[number]

const isShown: Record<Filter, (rule: ClockRule) => boolean> = {
  all: () => true,
  starts: ({ effect }) => effect === 'starts',
  expected: ({ effect }) => effect === 'expected',
  off: ({ effect }) => effect === 'off',
  unverified: ({ confidence }) => confidence !== 'H',
}

/** 时限规则: every rule by its regime, with source, how far it was verified, whose duty it is, and whether it runs and why not. */
export function ClockRulesPage() {
  const { t } = useTranslation('clocks')
  const [params, setParams] = useSearchParams()
  const [open, setOpen] = useState<ClockRule>()
  const rules = useClockRules()
  const filter = filters.find((one) => one === params.get('show')) ?? 'all'
  return (
    <Page title={t('ui:settings.clockRules')}>
      <p className="meta">{t('hint')}</p>
      <ClockSettingsPart />
      <div className="clock-filter">
        <Segmented
          aria-label={t('filter.label')}
          value={filter}
          options={filters.map((value) => ({ value, label: t(`filter.${value}`) }))}
          onChange={(show) => setParams(show === 'all' ? {} : { show })}
        />
      </div>
      {rules.isPending && <TableBones />}
      {rules.isError && <ProblemNotice problem={rules.error} onRetry={rules.refetch} />}
      {rules.data && <Regimes rules={rules.data.rows.filter(isShown[filter])} onTurn={setOpen} />}
      {open && <DecideModal rule={rules.data?.rows.find(({ code }) => code === open.code) ?? open} onClose={() => setOpen(undefined)} />}
    </Page>
  )
}

function Regimes({ rules, onTurn }: { rules: ClockRule[]; onTurn: (rule: ClockRule) => void }) {
  const { t } = useTranslation('clocks')
  const names = useRuleNames()
  const mayTurn = useMay('settings:manage')
  if (rules.length === 0) return <EmptyState title={t('empty')} detail={t('emptyDetail')} />
  return (
    <div className="clock-regimes">
      {[...Map.groupBy(rules, names.regime)].sort(liveFirst).map(([regime, steps]) => (
        <section key={regime} className="clock-regime">
          <h2>{regime}</h2>
          <ul className="plain">
            {steps.map((rule) => (
              <ClockRuleItem key={rule.code} rule={rule} onTurn={mayTurn ? () => onTurn(rule) : undefined} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

/** What runs in this company stands above what does not; otherwise in the order of the rules. */
const liveFirst = ([, one]: [string, ClockRule[]], [, other]: [string, ClockRule[]]) => rankOf(one) - rankOf(other)
const rankOf = (steps: ClockRule[]) => Math.min(...steps.map(({ effect }) => ['starts', 'expected', 'off'].indexOf(effect)))
