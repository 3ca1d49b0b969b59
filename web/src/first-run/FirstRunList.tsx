import { CheckOutlined } from '@ant-design/icons'
import type { FirstRun, FirstRunStep } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { numberText } from '../platform/index.ts'
import { LinkButton } from '../ui/index.ts'
import { DemoPart } from './DemoPart.tsx'
import './first-run.css'

/** Where each step is done. */
const places: Record<FirstRunStep, string> = {
  import: '/imports',
  units: '/start/units',
  people: '/start/units',
  limits: '/start/limits',
  channels: '/settings/channels',
}

/** The steps in order, each ticked by the facts; the first open one is the next act. */
export function FirstRunList({ firstRun }: { firstRun: FirstRun }) {
  const { t } = useTranslation('first-run')
  const next = firstRun.steps.find(({ isDone }) => !isDone)?.step
  return (
    <>
      <ol className="first-steps card">
        {firstRun.steps.map(({ step, isDone, count }) => (
          <li key={step} className={isDone ? 'is-done' : undefined}>
            <span className="first-tick" aria-hidden="true">
              {isDone && <CheckOutlined />}
            </span>
            <div className="first-words">
              <h2>
                {t(`step.${step}.title`)}
                {isDone && <span className="out-of-sight">{t('done')}</span>}
              </h2>
              <p>{isDone ? t(`step.${step}.done`, { count, shown: numberText(count) }) : t(`step.${step}.why`)}</p>
            </div>
            <LinkButton to={places[step]} type={step === next ? 'primary' : 'default'}>
              {t(isDone ? `step.${step}.again` : `step.${step}.act`)}
            </LinkButton>
          </li>
        ))}
      </ol>
      <DemoPart demo={firstRun.demo} />
    </>
  )
}
