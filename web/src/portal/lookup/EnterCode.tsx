import { useEffect, useState } from 'react'
import { calls } from '../calls.ts'
import { Button } from '../parts/Button.tsx'
import { Field } from '../parts/Field.tsx'
import { backIcon } from '../parts/icons.tsx'
import { Problem } from '../parts/Problem.tsx'
import { Screen } from '../parts/Screen.tsx'
import { usePortal } from '../portal-context.ts'
import type { Asked } from './LookupPage.tsx'
import { secondsToResend } from './resend.ts'

type Props = { asked: Asked; onAsked: (asked: Asked) => void; onBack: () => void; onOpened: () => void }

export function EnterCode({ asked, onAsked, onBack, onOpened }: Props) {
  const { tenant, t, say } = usePortal()
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [wasRefused, setWasRefused] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const left = useSecondsToResend(asked.at)

  async function tried(work: () => Promise<void>) {
    setBusy(true)
    setProblem(undefined)
    try {
      await work()
    } catch (failed) {
      setProblem(failed)
    } finally {
      setBusy(false)
    }
  }
  const open = () => tried(() => calls.lookUp(tenant, asked.number, code.trim()).then(onOpened))
  const resend = () =>
    tried(async () => {
      onAsked({ ...asked, sent: await calls.sendCode(tenant, asked.number, asked.contact), at: Date.now() })
      say(t('lookup.resent'))
    })
  const minutes = Math.max(1, Math.round(asked.sent.validSeconds / 60))
  return (
    <Screen title={t('lookup.codeTitle')} lead={t('lookup.codeLead', { minutes })}>
      {asked.sent.demoCode && (
        <p className="notice">
          {t('lookup.demoCode')} <strong className="figures demo-code">{asked.sent.demoCode}</strong>
        </p>
      )}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (busy) return
          if (code.trim() === '') setWasRefused(true)
          else void open()
        }}
      >
        <Field
          label={t('lookup.code')}
          className="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={12}
          value={code}
          onType={setCode}
          error={wasRefused && code.trim() === '' ? t('lookup.codeNeeded') : undefined}
        />
        {problem !== undefined && <Problem problem={problem} />}
        <div className="acts">
          <Button look="main" type="submit" busy={busy}>
            {t('lookup.open')}
          </Button>
          <Button disabled={left > 0} onClick={() => void resend()}>
            {left > 0 ? t('lookup.resendIn', { seconds: left }) : t('lookup.resend')}
          </Button>
          <Button look="quiet" icon={backIcon} onClick={onBack}>
            {t('lookup.other')}
          </Button>
        </div>
      </form>
    </Screen>
  )
}

function useSecondsToResend(askedAt: number) {
  const [now, setNow] = useState(Date.now)
  const left = secondsToResend(askedAt, now)
  useEffect(() => {
    setNow(Date.now())
    const ticking = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(ticking)
  }, [])
  return left
}
