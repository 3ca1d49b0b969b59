import { Button } from '../parts/Button.tsx'
import { bellIcon, tickIcon } from '../parts/icons.tsx'
import { Problem } from '../parts/Problem.tsx'
import { usePortal } from '../portal-context.ts'
import { useWhen } from '../use-when.ts'
import type { ActProps } from './CaseScreen.tsx'
import { useAct } from './use-act.ts'

/** 进展: in plain words, with the way of the case drawn, and 催一催 beside the promise it is about. */
export function Progress({ found, show }: ActProps) {
  const { t } = usePortal()
  const when = useWhen()
  const isLate = found.promise?.late ?? false
  return (
    <section className={`card status ${isLate ? 'late' : ''}`} aria-label={t('case.progress')}>
      <p className="says" aria-live="polite">
        {found.says}
      </p>
      <ol className="steps">
        {found.steps.map(({ step, state, words, at }) => (
          <li key={step} className={state} aria-current={state === 'now' ? 'step' : undefined}>
            <span className="step-mark" aria-hidden="true">
              {state === 'done' && tickIcon}
            </span>
            <span className="step-words">
              {words}
              <span className="out-of-sight">{t(`case.step.${state}`)}</span>
            </span>
            {at && state !== 'next' && <span className="meta">{when(at)}</span>}
          </li>
        ))}
      </ol>
      {(found.unit ?? found.promise?.dueAt) && (
        <dl className="facts-of-case">
          {found.unit && (
            <div>
              <dt>{t('case.unit')}</dt>
              <dd>{[found.unit, found.person].filter(Boolean).join(' · ')}</dd>
            </div>
          )}
          {found.promise?.dueAt && (
            <div>
              <dt>{t(`case.due.${found.promise.what}`)}</dt>
              <dd>{t('case.due.by', { when: when(found.promise.dueAt) })}</dd>
            </div>
          )}
        </dl>
      )}
      <Reminder found={found} show={show} />
    </section>
  )
}

/** 催一催: once, then again only after the time that is said. */
function Reminder({ found, show }: ActProps) {
  const { t, say } = usePortal()
  const when = useWhen()
  const { busy, problem, act } = useAct(show)
  const { allowed, from } = found.can.remind
  if (!allowed && !from) return null
  return (
    <div className="reminder">
      {allowed ? (
        <Button icon={bellIcon} busy={busy} onClick={() => void act('reminders', {}, () => say(t('case.reminded')))}>
          {t('case.remind')}
        </Button>
      ) : (
        from && <p className="meta">{t('case.remindedUntil', { when: when(from) })}</p>
      )}
      {problem !== undefined && <Problem problem={problem} />}
    </div>
  )
}
