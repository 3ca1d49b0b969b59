import type { ChatChoice } from '@zhiwei/contract'
import { type FormEvent, useState } from 'react'
import { newKey } from '../platform/new-key.ts'
import { leaveMessage, Refused } from './calls.ts'
import { DetailFields, detailsIn } from './DetailsForm.tsx'
import type { Speak } from './words.ts'

type Props = { speak: Speak; choice: ChatChoice; onBack: () => void; onLeft: () => Promise<void> }

/** 留言: a complaint is registered at once, everything else is read by a person later. */
export function LeaveMessage({ speak, choice, onBack, onLeft }: Props) {
  const { t, language } = speak
  const [tried, setTried] = useState({ said: '', clientId: newKey() })
  const [refused, setRefused] = useState('')
  async function leave(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const text = String(new FormData(form).get('text') ?? '').trim()
    if (!text) return
    const details = detailsIn(form)
    // The same again, because no answer came, is the same message; other words are another.
    const said = JSON.stringify([text, details])
    const clientId = said === tried.said ? tried.clientId : newKey()
    setTried({ said, clientId })
    try {
      await leaveMessage({ clientId, choice, language, text, ...(details && { details }) })
      await onLeft()
    } catch (error) {
      setRefused(error instanceof Refused ? error.said : t('broken'))
    }
  }
  return (
    <form className="chat-body details" onSubmit={(event) => void leave(event)}>
      <h2>
        {t('leave')} · {t(choice)}
      </h2>
      <label>
        {t('leaveText')}
        <textarea name="text" rows={5} maxLength={2_000} required />
      </label>
      <DetailFields speak={speak} />
      <p className="meta">{t('detailsHint')}</p>
      {refused && (
        <p className="problem" role="alert">
          {refused}
        </p>
      )}
      <p className="acts">
        <button type="button" className="quiet" onClick={onBack}>
          {t('back')}
        </button>
        <button type="submit" className="primary">
          {t('leaveSend')}
        </button>
      </p>
    </form>
  )
}
