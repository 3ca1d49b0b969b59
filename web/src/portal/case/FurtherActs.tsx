import { useState } from 'react'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { LongField } from '../parts/Field.tsx'
import { Problem } from '../parts/Problem.tsx'
import { usePortal } from '../portal-context.ts'
import { useWhen } from '../use-when.ts'
import type { ActProps } from './CaseScreen.tsx'
import { useAct } from './use-act.ts'

/** 申诉和撤回: what changes the way of the whole case; asked twice. */
export function FurtherActs({ found, show }: ActProps) {
  const { t, say } = usePortal()
  const when = useWhen()
  const [open, setOpen] = useState<'appeal' | 'withdraw' | undefined>()
  const [text, setText] = useState('')
  const [wasRefused, setWasRefused] = useState(false)
  const { busy, problem, act } = useAct(show)
  const { appeal, withdraw } = found.can

  function close() {
    setOpen(undefined)
    setWasRefused(false)
  }
  const done = (said: string) => () => {
    setText('')
    close()
    say(said)
  }
  function send() {
    const reason = text.trim()
    if (open === 'withdraw') return void act('withdrawal', reason ? { reason } : {}, done(t('act.withdraw.done')))
    if (reason === '') return setWasRefused(true)
    void act('appeals', { reason }, done(t('act.appeal.done')))
  }
  return (
    <>
      {found.appeal && (
        <p className="notice">
          {t(found.appeal.state === 'open' ? 'act.appeal.open' : 'act.appeal.decided', { when: when(found.appeal.at) })}
        </p>
      )}
      {(appeal.allowed || withdraw.allowed) && (
        <section className="further" aria-label={t('act.title')}>
          {appeal.allowed && (
            <div>
              <Button onClick={() => setOpen('appeal')}>{t('act.appeal.button')}</Button>
              <p className="meta">{t('act.appeal.means')}</p>
            </div>
          )}
          {withdraw.allowed && (
            <div>
              <Button look="quiet" onClick={() => setOpen('withdraw')}>
                {t('act.withdraw.button')}
              </Button>
            </div>
          )}
        </section>
      )}
      {open && (
        <Dialog
          title={t(`act.${open}.title`)}
          act={t(`act.${open}.confirm`)}
          look={open === 'withdraw' ? 'danger' : 'main'}
          busy={busy}
          onAct={send}
          onClose={close}
        >
          <p>{t(`act.${open}.detail`)}</p>
          <LongField
            rows={3}
            label={t(`act.${open}.reason`)}
            {...(open === 'withdraw' && { optional: t('part.optional') })}
            maxLength={2_000}
            value={text}
            onType={setText}
            error={wasRefused && text.trim() === '' ? t('act.appeal.needed') : undefined}
          />
          {problem !== undefined && <Problem problem={problem} />}
        </Dialog>
      )}
    </>
  )
}
