import type { StageChange } from '@zhiwei/contract'
import { Popover } from 'antd'
import { useTranslation } from 'react-i18next'
import { Instant, StageMark } from '../../ui/index.ts'
import { useReading } from '../analysis/reading.ts'
import { useTextWords } from '../analysis/use-words.ts'

/** A longer way is told in the list. */
const stepsShown = 4

/** 阶段经过 1→2→4; opened, who set each stage, when and why. */
export function StageHistory({ history }: { history: StageChange[] }) {
  const { t } = useTranslation('cases')
  const steps = history.filter(({ level }, at) => level !== history[at - 1]?.level)
  if (steps.length === 0) return <span />
  const shown = steps.slice(-stepsShown)
  return (
    <Popover trigger="click" placement="bottomRight" title={t('story.stages')} content={<StageList history={history} />}>
      <button type="button" className="stage-way" title={t('story.stages')}>
        <span className="meta">{t('column.stage')}</span>
        {steps.length > shown.length && <span aria-hidden="true">…</span>}
        {shown.map(({ level, eventNo }, at) => (
          <span key={eventNo} className="stage-step">
            {at > 0 && <span className="stage-arrow">→</span>}
            <span className={`mark stage-${level}`}>
              <span className="mark-number">{level}</span>
            </span>
          </span>
        ))}
      </button>
    </Popover>
  )
}

function StageList({ history }: { history: StageChange[] }) {
  const { t } = useTranslation('cases')
  const words = useTextWords()
  const { show } = useReading()
  return (
    <ol className="plain stage-list">
      {history.map(({ level, eventNo, at, by, reasons, reason }) => (
        <li key={eventNo}>
          <span className="stage-list-head">
            <StageMark stage={level} />
            <span className="meta">
              {by?.name ?? t('story.machine')} · <Instant at={at} />
            </span>
          </span>
          {reasons.length > 0 && <span>{[...new Set(reasons.map(({ code }) => words.reason('stage', code)))].join(t('comma'))}</span>}
          {reason && <span>{reason}</span>}
          <button type="button" className="as-link" onClick={() => show(reasons.find(({ eventNo: of }) => of)?.eventNo ?? eventNo)}>
            {t('story.openMessage')}
          </button>
        </li>
      ))}
    </ol>
  )
}
