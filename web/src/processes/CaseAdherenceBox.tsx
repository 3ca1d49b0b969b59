import type { CaseAdherence, StepAdherence } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat, useShippedName } from '../platform/index.ts'
import { Instant } from '../ui/index.ts'
import { useCaseAdherence } from './queries.ts'
import './processes.css'
import { colon } from '../platform/punctuation.ts'

const hasFlaw = ({ state, isLate, isOutOfOrder, isByOthers }: StepAdherence) => state === 'skipped' || isLate || isOutOfOrder || isByOthers

/** 流程符合度: what this case has not kept to, or that it has kept to all; its steps on demand. */
export function CaseAdherenceBox({ caseId }: { caseId: string }) {
  const { t } = useTranslation('processes')
  const { date } = useFormat()
  const named = useShippedName()
  const [isOpen, setOpen] = useState(false)
  const { data } = useCaseAdherence(caseId)
  if (!data?.process || data.steps.length === 0) return null
  const { process, steps, overrides } = data
  const flawed = steps.filter(hasFlaw)
  return (
    <section className="part" aria-label={t('box.title')}>
      <header className="part-head">
        <h2>{t('box.title')}</h2>
        <Button type="link" size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'box.hide' : 'box.show')}
        </Button>
      </header>
      <p className="meta">
        <Link to={`/settings/processes/${process.id}`}>
          {t('box.process', { title: named(process.title), at: date(process.effectiveFrom) })}
        </Link>
      </p>
      {flawed.length === 0 && !isOpen && <p>{t('box.allKept')}</p>}
      <ul className="kept-steps">
        {(isOpen ? steps : flawed).map((step) => (
          <KeptStep key={step.act} step={step} />
        ))}
        <Overrides overrides={overrides} />
      </ul>
    </section>
  )
}

function KeptStep({ step }: { step: StepAdherence }) {
  const { t } = useTranslation('processes')
  const { instant } = useFormat()
  const { act, state, at, dueAt, isLate, isOutOfOrder, isByOthers } = step
  const flaws = [isLate && 'late', isOutOfOrder && 'outOfOrder', isByOthers && 'byOthers'].filter((flaw) => flaw !== false)
  return (
    <li data-state={state}>
      <span>
        {t(`cases:act.${act}`)} {flaws.length > 0 && <span className="kept-flaw">{flaws.map((flaw) => t(`box.${flaw}`)).join(' · ')}</span>}
      </span>
      <span className={state === 'skipped' ? 'kept-flaw' : 'meta'}>
        {at ? <Instant at={at} /> : t(`box.state.${state}`)}
        {dueAt && (!at || isLate) && ` · ${t('box.due', { at: instant(dueAt) })}`}
      </span>
    </li>
  )
}

function Overrides({ overrides }: Pick<CaseAdherence, 'overrides'>) {
  const { t } = useTranslation('processes')
  return overrides.map(({ kind, eventNo, reason, by, at }) => (
    <li key={eventNo}>
      <span>
        {t(`box.override.${kind}`)}
        {reason && `${colon()}${reason}`}
      </span>
      <span className="meta">
        {by} <Instant at={at} />
      </span>
    </li>
  ))
}
