import { PlusOutlined } from '@ant-design/icons'
import type { ClockRule } from '@zhiwei/contract'
import { Button, Segmented, Tabs } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useMay } from '../platform/index.ts'
import { EmptyState, Page, ProblemNotice, TableBones } from '../ui/index.ts'
import { ClockRuleItem, type RuleAct } from './ClockRuleItem.tsx'
import { ClockSettingsPart } from './ClockSettingsPart.tsx'
import { DecideModal } from './DecideModal.tsx'
import { OnTimePart } from './OnTimePart.tsx'
import { OwnRuleModal } from './OwnRuleModal.tsx'
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

/** 时限规则: the rules with their grounds, and how many of the clocks that were due were met in time. */
export function ClockRulesPage() {
  const { t } = useTranslation('clocks')
  const [params, setParams] = useSearchParams()
  const mayManage = useMay('settings:manage')
  const maySeeAll = useMay('cases:read')
  const [isNew, setNew] = useState(false)
  const tab = params.get('tab') === 'onTime' && maySeeAll ? 'onTime' : 'rules'
  return (
    <Page
      title={t('ui:settings.clockRules')}
      actions={
        mayManage &&
        tab === 'rules' && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setNew(true)}>
            {t('own.new')}
          </Button>
        )
      }
    >
      <Tabs
        activeKey={tab}
        items={(maySeeAll ? ['rules', 'onTime'] : ['rules']).map((key) => ({ key, label: t(`tabs.${key}`) }))}
        onChange={(key) => setParams(key === 'onTime' ? { tab: key } : {})}
      />
      {tab === 'rules' ? <Rules /> : <OnTimePart />}
      {isNew && <OwnRuleModal rule={undefined} onClose={() => setNew(false)} />}
    </Page>
  )
}

type Open = { rule: ClockRule; act: RuleAct }

/** Every rule by its regime, with source, how far it was verified, whose duty it is, and whether it runs and why not. */
function Rules() {
  const { t } = useTranslation('clocks')
  const [params, setParams] = useSearchParams()
  const [open, setOpen] = useState<Open>()
  const rules = useClockRules()
  const filter = filters.find((one) => one === params.get('show')) ?? 'all'
  return (
    <>
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
      {rules.data && <Regimes rules={rules.data.rows.filter(isShown[filter])} onAct={(rule, act) => setOpen({ rule, act })} />}
      {open && <OpenRule {...open} rule={rules.data?.rows.find(isSame(open.rule)) ?? open.rule} onClose={() => setOpen(undefined)} />}
    </>
  )
}

const isSame =
  ({ code }: ClockRule) =>
  (other: ClockRule) =>
    other.code === code

function OpenRule({ rule, act, onClose }: Open & { onClose: () => void }) {
  if (act === 'change' && !rule.shipped) return <OwnRuleModal rule={rule} onClose={onClose} />
  return <DecideModal rule={rule} turns={act === 'turn'} onClose={onClose} />
}

function Regimes({ rules, onAct }: { rules: ClockRule[]; onAct: (rule: ClockRule, act: RuleAct) => void }) {
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
              <ClockRuleItem key={rule.code} rule={rule} onAct={mayTurn ? (act) => onAct(rule, act) : undefined} />
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
