import type { WarningRules } from '@zhiwei/contract'
import { Button, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { durationText, useMay } from '../platform/index.ts'
import { Instant, Page, ProblemNotice, TableBones, useProblemWords } from '../ui/index.ts'
import { LevelTag } from './LevelTag.tsx'
import { useWarningRules, useWarningSetting, useWarningWrites } from './queries.ts'
import { PlanModal } from './rules/PlanModal.tsx'
import { RuleModal } from './rules/RuleModal.tsx'
import { useWarningWords } from './use-warning-words.ts'
import './warning.css'

type KindRules = WarningRules['rows'][number]

/** 预警规则: levels, thresholds, time to acknowledge, whom it goes to, plan; versions with effective dates. */
export function RulesPage() {
  const { t } = useTranslation('warning')
  const rules = useWarningRules()
  const [editing, setEditing] = useState<{ row: KindRules; what: 'rules' | 'plan' }>()
  return (
    <Page title={t('rules.title')}>
      <p className="meta">{t('rules.hint')}</p>
      <Budget />
      {rules.isPending && <TableBones />}
      {rules.isError && <ProblemNotice problem={rules.error} onRetry={rules.refetch} />}
      {rules.data?.rows.map((row) => (
        <Kind key={row.kind} row={row} onEdit={(what) => setEditing({ row, what })} />
      ))}
      {editing?.what === 'rules' && <RuleModal row={editing.row} onClose={() => setEditing(undefined)} />}
      {editing?.what === 'plan' && <PlanModal row={editing.row} onClose={() => setEditing(undefined)} />}
    </Page>
  )
}

function Budget() {
  const { t } = useTranslation('warning')
  const setting = useWarningSetting()
  const mayManage = useMay('warnings:manage')
  const { put } = useWarningWrites()
  const words = useProblemWords()
  const [singles, setSingles] = useState<number | null>(null)
  const [problem, setProblem] = useState<unknown>()
  if (setting.isPending) return <TableBones count={3} />
  if (!setting.data) return null
  const value = singles ?? setting.data.singlesADay
  async function save() {
    setProblem(undefined)
    try {
      await put({ path: '/warning-setting', body: { singlesADay: value, version: setting.data?.version ?? 0 } })
      setSingles(null)
    } catch (error) {
      setProblem(error)
    }
  }
  return (
    <section className="warning-section card warning-part" aria-labelledby="warning-budget">
      <h2 id="warning-budget">{t('budget.title')}</h2>
      <p className="meta">{t('budget.hint')}</p>
      <div className="warning-line">
        <label htmlFor="singles">{t('budget.singles')}</label>
        <InputNumber
          id="singles"
          min={1}
          max={200}
          precision={0}
          value={value}
          disabled={!mayManage}
          onChange={(next) => setSingles(next)}
        />
        {mayManage && (
          <Button disabled={singles === null || singles === setting.data.singlesADay} onClick={() => void save()}>
            {t('budget.save')}
          </Button>
        )}
        {problem !== undefined && <span className="warning-late">{words(problem).title}</span>}
      </div>
    </section>
  )
}

const levels = ['blue', 'yellow', 'orange', 'red'] as const

function Kind({ row, onEdit }: { row: KindRules; onEdit: (what: 'rules' | 'plan') => void }) {
  const { t } = useTranslation('warning')
  const { label } = useWarningWords()
  const mayManage = useMay('warnings:manage')
  const inForce = row.versions.find(({ state }) => state === 'inForce')
  if (!inForce) return null
  const { definition } = inForce
  const condition = ({ fact, atLeast }: { fact: string; atLeast: number }) => `${label(fact)} ≥ ${atLeast}`
  const id = `rules-${row.kind}`
  return (
    <section className="warning-section card warning-part" aria-labelledby={id}>
      <div className="warning-line">
        <h2 id={id}>{t(`kind.${row.kind}`)}</h2>
        {!definition.active && <span className="meta">{t('rules.off')}</span>}
        {mayManage && (
          <>
            <Button size="small" onClick={() => onEdit('rules')}>
              {t('rules.edit')}
            </Button>
            <Button size="small" onClick={() => onEdit('plan')}>
              {t('rules.editPlan')}
            </Button>
          </>
        )}
      </div>
      <dl className="warning-facts">
        <dt>{t('rules.base')}</dt>
        <dd>
          <LevelTag level={definition.base} />
        </dd>
        {definition.needs.length > 0 && (
          <>
            <dt>{t('rules.needs')}</dt>
            <dd>{definition.needs.map(condition).join(t('rules.and'))}</dd>
          </>
        )}
        {definition.levels.map(({ level, when }) => (
          <Met key={`${level} ${when.map(condition).join()}`} level={level} words={when.map(condition).join(t('rules.and'))} />
        ))}
        <dt>{t('rules.acknowledge')}</dt>
        <dd>
          {levels.map((level) => `${t(`levelShort.${level}`)} ${durationText(definition.acknowledgeWithinMinutes[level], t)}`).join(' · ')}
        </dd>
        <dt>{t('rules.calls')}</dt>
        <dd>{levels.map((level) => `${t(`levelShort.${level}`)} ${t(`rules.called.${definition.calls[level]}`)}`).join(' · ')}</dd>
        <dt>{t('rules.rest')}</dt>
        <dd>{t('rules.hours', { count: definition.restHours })}</dd>
      </dl>
      <details>
        <summary className="meta">{t('rules.versions', { count: row.versions.length + row.plans.length })}</summary>
        <ul className="warning-list">
          {[
            ...row.versions.map((version) => ({ ...version, of: 'rules.rule' })),
            ...row.plans.map((version) => ({ ...version, of: 'plan.title' })),
          ].map(({ id: versionId, of, state, effectiveFrom, reason, by }) => (
            <li key={`${of} ${versionId}`} className="warning-line">
              <span>{t(of)}</span>
              <span>{t(`rules.state.${state}`)}</span>
              <span className="meta">{effectiveFrom ? <Instant at={effectiveFrom} /> : t('rules.shipped')}</span>
              <span className="meta">{by?.name}</span>
              <span>{reason}</span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  )
}

const Met = ({ level, words }: { level: (typeof levels)[number]; words: string }) => (
  <>
    <dt>
      <LevelTag level={level} />
    </dt>
    <dd>{words}</dd>
  </>
)
