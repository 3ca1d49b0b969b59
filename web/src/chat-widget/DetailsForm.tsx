import type { ChatDetails, ChatShown } from '@zhiwei/contract'
import { type FormEvent, useState } from 'react'
import { leaveDetails, Refused } from './calls.ts'
import type { Speak } from './words.ts'

export const detailsIn = (form: HTMLFormElement): ChatDetails | undefined => {
  const given = new FormData(form)
  const field = (name: string) => String(given.get(name) ?? '').trim() || undefined
  const [name, phone, email] = [field('name'), field('phone'), field('email')]
  return name || phone || email ? { ...(name && { name }), ...(phone && { phone }), ...(email && { email }) } : undefined
}

export function DetailFields({ speak: { t } }: { speak: Speak }) {
  return (
    <>
      <label>
        {t('name')}
        <input name="name" autoComplete="name" maxLength={100} />
      </label>
      <label>
        {t('phone')}
        <input name="phone" type="tel" autoComplete="tel" maxLength={40} />
      </label>
      <label>
        {t('email')}
        <input name="email" type="email" autoComplete="email" maxLength={200} />
      </label>
    </>
  )
}

/** 留下联系方式: never asked for, always possible. */
export function DetailsForm({ speak, known, onSaved }: { speak: Speak; known: ChatShown['details']; onSaved: () => Promise<void> }) {
  const { t } = speak
  const [refused, setRefused] = useState('')
  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const details = detailsIn(event.currentTarget)
    if (!details) return
    try {
      await leaveDetails(details)
      await onSaved()
    } catch (error) {
      setRefused(error instanceof Refused ? error.said : t('broken'))
    }
  }
  const said = known && [known.name, known.phone, known.email].filter(Boolean).join(' ')
  return (
    <form className="details" onSubmit={(event) => void save(event)}>
      <p className="meta">{said ? t('detailsKept', { said }) : t('detailsHint')}</p>
      <DetailFields speak={speak} />
      {refused && (
        <p className="problem" role="alert">
          {refused}
        </p>
      )}
      <button type="submit">{t('save')}</button>
    </form>
  )
}
