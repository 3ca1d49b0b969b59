import { useState } from 'react'
import { addressOf } from '../address.ts'
import { calls } from '../calls.ts'
import { PlaceLink } from '../frame/Frame.tsx'
import { Button } from '../parts/Button.tsx'
import { Field } from '../parts/Field.tsx'
import { Problem } from '../parts/Problem.tsx'
import { Screen } from '../parts/Screen.tsx'
import { usePortal } from '../portal-context.ts'
import type { Asked } from './LookupPage.tsx'

type Props = {
  number: string
  contact: string
  onNumber: (number: string) => void
  onContact: (contact: string) => void
  onAsked: (asked: Asked) => void
}

export function AskCode({ number, contact, onNumber, onContact, onAsked }: Props) {
  const { tenant, t } = usePortal()
  const [busy, setBusy] = useState(false)
  const [wasRefused, setWasRefused] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  async function send() {
    if (number.trim() === '' || contact.trim() === '') return setWasRefused(true)
    setBusy(true)
    setProblem(undefined)
    try {
      const sent = await calls.sendCode(tenant, number.trim(), contact.trim())
      onAsked({ number: number.trim(), contact: contact.trim(), sent, at: Date.now() })
    } catch (failed) {
      setProblem(failed)
      setBusy(false)
    }
  }
  const needed = (value: string, words: string) => (wasRefused && value.trim() === '' ? words : undefined)
  return (
    <Screen title={t('lookup.title')} lead={t('lookup.lead')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy) void send()
        }}
      >
        <Field
          label={t('lookup.number')}
          hint={t('lookup.numberHint')}
          value={number}
          maxLength={40}
          autoCapitalize="characters"
          autoComplete="off"
          spellCheck={false}
          onType={onNumber}
          error={needed(number, t('lookup.numberNeeded'))}
        />
        <Field
          label={t('lookup.contact')}
          hint={t('lookup.contactHint')}
          value={contact}
          maxLength={200}
          autoComplete="tel"
          onType={onContact}
          error={needed(contact, t('lookup.contactNeeded'))}
        />
        {problem !== undefined && <Problem problem={problem} />}
        <div className="acts">
          <Button look="main" type="submit" busy={busy}>
            {t('lookup.send')}
          </Button>
        </div>
      </form>
      <p className="meta how">{t('lookup.link')}</p>
      <p className="how">
        <PlaceLink to={addressOf({ tenant, page: 'new' })}>{t('lookup.fileInstead')}</PlaceLink>
      </p>
    </Screen>
  )
}
