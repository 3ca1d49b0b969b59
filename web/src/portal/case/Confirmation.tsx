import { useState } from 'react'
import { Button } from '../parts/Button.tsx'
import { LongField } from '../parts/Field.tsx'
import { Problem } from '../parts/Problem.tsx'
import { usePortal } from '../portal-context.ts'
import { useWhen } from '../use-when.ts'
import type { ActProps } from './CaseScreen.tsx'
import { useAct } from './use-act.ts'

/** 答复与确认: the answer, and whether it is solved; who says no says what is still open. */
export function Confirmation({ found, show }: ActProps) {
  const { t, say } = usePortal()
  const when = useWhen()
  const { busy, problem, act } = useAct(show)
  const [isUnsolved, setIsUnsolved] = useState(false)
  const [text, setText] = useState('')
  const [wasRefused, setWasRefused] = useState(false)
  const { answer } = found
  if (!answer) return null

  function sayUnsolved() {
    if (text.trim() === '') return setWasRefused(true)
    void act('confirmation', { solved: false, text: text.trim() }, () => {
      setIsUnsolved(false)
      setText('')
      say(t('confirm.saidUnsolved'))
    })
  }
  return (
    <section className="card answer" aria-label={t('confirm.answer')}>
      <h2>{t('confirm.answer')}</h2>
      <p className="meta">{when(answer.at)}</p>
      <p className="their-words">{answer.text ?? t('case.erased')}</p>
      {found.can.confirm.allowed && (
        <div className="confirm">
          <h3 id="confirm-question">{t('confirm.question')}</h3>
          {isUnsolved ? (
            <form
              onSubmit={(event) => {
                event.preventDefault()
                if (!busy) sayUnsolved()
              }}
            >
              <LongField
                rows={3}
                label={t('confirm.why')}
                value={text}
                maxLength={2_000}
                autoFocus
                onType={setText}
                error={wasRefused && text.trim() === '' ? t('confirm.whyNeeded') : undefined}
              />
              <div className="side-by-side">
                <Button look="main" type="submit" busy={busy}>
                  {t('confirm.sendUnsolved')}
                </Button>
                <Button look="quiet" onClick={() => setIsUnsolved(false)}>
                  {t('part.cancel')}
                </Button>
              </div>
            </form>
          ) : (
            <fieldset className="side-by-side confirm-ways" aria-labelledby="confirm-question">
              <Button
                look="main"
                busy={busy}
                onClick={() => void act('confirmation', { solved: true }, () => say(t('confirm.saidSolved')))}
              >
                {t('confirm.solved')}
              </Button>
              <Button onClick={() => setIsUnsolved(true)}>{t('confirm.unsolved')}</Button>
            </fieldset>
          )}
          {problem !== undefined && <Problem problem={problem} />}
        </div>
      )}
    </section>
  )
}
