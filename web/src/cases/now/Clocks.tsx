import type { Clock } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { DueBadge, Instant } from '../../ui/index.ts'
import { useCaseOnPage } from '../case-context.ts'

const order: Record<Clock['state'], number> = { running: 0, paused: 1, breached: 2, met: 3, cancelled: 4 }

/** 时限: every clock, the running ones first. */
export function Clocks() {
  const { t } = useTranslation('cases')
  const { clocks } = useCaseOnPage().complaintCase
  if (clocks.length === 0) return null
  const sorted = [...clocks].sort((a, b) => order[a.state] - order[b.state] || (a.dueAt ?? '').localeCompare(b.dueAt ?? ''))
  return (
    <section className="part">
      <h2>{t('now.clocks')}</h2>
      <ul className="plain clocks">
        {sorted.map((clock) => (
          <li key={clock.id}>
            <span>
              {t([`clock.step.${clock.step}`, 'clock.step.other'])}
              {clock.regime !== 'company' && (
                <span className="meta"> {t([`clock.regime.${clock.regime}`, 'clock.regime.other'], { regime: clock.regime })}</span>
              )}
            </span>
            <ClockState clock={clock} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function ClockState({ clock }: { clock: Clock }) {
  const { t } = useTranslation('cases')
  const { state, dueAt, startedAt } = clock
  if (state === 'running') return <DueBadge dueAt={dueAt} startedAt={startedAt} />
  if (state === 'paused') return <DueBadge dueAt={dueAt} paused />
  return (
    <span className={state === 'breached' ? 'due-late' : 'meta'}>
      {t(`clock.state.${state}`)}
      {dueAt && state !== 'cancelled' && (
        <>
          {' · '}
          {t('now.limit')} <Instant at={dueAt} />
        </>
      )}
    </span>
  )
}
