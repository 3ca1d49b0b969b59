import { useState } from 'react'
import { Composer } from './Composer.tsx'
import { endTalk } from './calls.ts'
import { DetailsForm } from './DetailsForm.tsx'
import { Messages } from './Messages.tsx'
import { Score } from './Score.tsx'
import type { useChat } from './use-chat.ts'
import type { Speak } from './words.ts'

type Props = { speak: Speak; chat: ReturnType<typeof useChat>; onLeave: () => void; onAgain: () => void; onPerson: () => void }

export function Talk({ speak, chat, onLeave, onAgain, onPerson }: Props) {
  const { t } = speak
  const [hasDetails, setDetails] = useState(false)
  const { shown, unsent, isConnected } = chat
  if (!shown?.chat) return null
  const { state, place, expectedMinutes, isStaffed, staff, caseNumber, details } = shown.chat
  const isOver = state === 'ended'
  return (
    <>
      <div className="chat-state" role="status">
        {!isConnected && <p className="problem">{t('offline')}</p>}
        {state === 'automatic' && <p>{t('automaticState')}</p>}
        {state === 'waiting' && (
          <p>
            {t('waiting', { place: place ?? 1 })}{' '}
            {!isStaffed ? t('unstaffed') : expectedMinutes === null ? t('notKnown') : t('expected', { minutes: expectedMinutes })}
          </p>
        )}
        {state === 'live' && <p>{t('live', { name: staff ?? t('title') })}</p>}
        {isOver && <p>{caseNumber ? t('endedWithCase', { number: caseNumber }) : t('ended')}</p>}
        <p className="acts">
          {state === 'automatic' && (
            <button type="button" onClick={onPerson}>
              {t('person')}
            </button>
          )}
          {state === 'waiting' && (
            <button type="button" className="quiet" onClick={onLeave}>
              {t('leaveInstead')}
            </button>
          )}
          {!isOver && (
            <button type="button" className="quiet" aria-expanded={hasDetails} onClick={() => setDetails(!hasDetails)}>
              {t('details')}
            </button>
          )}
          {!isOver && (
            <button type="button" className="quiet" onClick={() => void endTalk().then(chat.look)}>
              {t('end')}
            </button>
          )}
          {isOver && (
            <button type="button" onClick={onAgain}>
              {t('again')}
            </button>
          )}
          {caseNumber && (
            <a href={shown.lookup} target="_blank" rel="noopener">
              {t('lookup')}
            </a>
          )}
        </p>
        {hasDetails && !isOver && (
          <DetailsForm
            speak={speak}
            known={details}
            onSaved={async () => {
              setDetails(false)
              await chat.look()
            }}
          />
        )}
      </div>
      <Messages speak={speak} messages={shown.messages} unsent={unsent} onAgain={(one) => void chat.deliver(one)} />
      {isOver && staff && <Score speak={speak} score={shown.chat.score} onGiven={chat.look} />}
      {(!isOver || caseNumber) && <Composer speak={speak} mayPicture={!isOver} onSend={chat.post} />}
    </>
  )
}
