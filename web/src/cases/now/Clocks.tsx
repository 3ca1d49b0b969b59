import type { Clock } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { useLimitWords } from '../../clocks/index.ts'
import { useFormat, usePreferences } from '../../platform/index.ts'
import { colon } from '../../platform/punctuation.ts'
import { DueBadge, Instant } from '../../ui/index.ts'
import { useCaseOnPage } from '../case-context.ts'

const order: Record<Clock['state'], number> = { running: 0, paused: 1, breached: 2, met: 3, cancelled: 4, expected: 5 }

/** 时限: every clock with what moved it, the running ones first, then what authorities owe. */
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
          <li key={`${clock.regime} ${clock.step}`} data-clock={`${clock.regime} ${clock.step}`}>
            <ClockName clock={clock} />
            <ClockState clock={clock} />
            <ClockStory clock={clock} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function ClockName({ clock: { name, regime, step } }: { clock: Clock }) {
  const { t } = useTranslation('cases')
  const isEnglish = usePreferences().language === 'en'
  if (name) {
    return (
      <span>
        {isEnglish ? name.stepEn : name.step} <span className="meta">{isEnglish ? name.regimeEn : name.regime}</span>
      </span>
    )
  }
  return (
    <span>
      {t([`clock.step.${step}`, 'clock.step.other'])}
      {regime !== 'company' && <span className="meta"> {t([`clock.regime.${regime}`, 'clock.regime.other'], { regime })}</span>}
    </span>
  )
}

function ClockState({ clock }: { clock: Clock }) {
  const { t } = useTranslation('cases')
  const { state, dueAt, startedAt } = clock
  if (state === 'running') return <DueBadge dueAt={dueAt} startedAt={startedAt} />
  if (state === 'paused') return <DueBadge dueAt={dueAt} paused />
  if (state === 'expected') {
    return (
      <span className="meta" title={t('clocks:box.expectedTitle')}>
        {t('clocks:box.expected')}
        {dueAt && <Instant at={dueAt} />}
      </span>
    )
  }
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

/** What happened to it and why: pauses, extensions, the breach; on what it rests. */
function ClockStory({ clock }: { clock: Clock }) {
  const { t } = useTranslation('clocks')
  const format = useFormat()
  const limitWords = useLimitWords()
  const { pauses, extensions, pausedMinutes, breachedAt, percentTold, state, amount, unit, confidence, source, assumed } = clock
  const open = pauses.find(({ to }) => to === null)
  return (
    <div className="clock-story meta">
      {amount !== null && state !== 'expected' && (
        <span title={source ?? undefined}>
          {t('box.limit', { limit: limitWords(amount, unit) })} <Instant at={clock.startedAt} />
        </span>
      )}
      {open && state === 'paused' && (
        <span className="clock-reason">{`${t('box.paused', { cause: t(`cause.${open.cause}`) })}${because(open.reason)}`}</span>
      )}
      {pausedMinutes > 0 && (
        <span>{t(state === 'paused' ? 'box.pausedFor' : 'box.wasPaused', { duration: format.duration(pausedMinutes) })}</span>
      )}
      {state !== 'paused' &&
        pauses
          .filter(({ reason }) => reason)
          .map(({ from, cause, reason }) => <span key={from} className="clock-reason">{`${t(`cause.${cause}`)}${because(reason)}`}</span>)}
      {extensions.map(({ at, to, by, reason, customerTold }) => (
        <span key={at} className="clock-reason">
          {t('box.extended')} <Instant at={to} />
          {`${because(reason)}${by ? ` · ${by}` : ''}${customerTold ? ` · ${t('box.told')}` : ''}`}
        </span>
      ))}
      {breachedAt && (
        <span>
          {t('box.breachedAt')} <Instant at={breachedAt} />
        </span>
      )}
      {percentTold > 0 && percentTold < 100 && state === 'running' && <span>{t('box.warned', { percent: percentTold })}</span>}
      {confidence !== null && confidence !== 'H' && (
        <span className="clock-unverified">{t('box.unverified', { confidence: t(`confidence.${confidence}`) })}</span>
      )}
      {state === 'expected' && source && <span>{source}</span>}
      {assumed && <span>{t('box.assumed')}</span>}
    </div>
  )
}

const because = (reason: string) => (reason ? `${colon()}${reason}` : '')
