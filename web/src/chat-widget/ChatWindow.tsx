import type { ChatChoice } from '@zhiwei/contract'
import { useState } from 'react'
import { Choices } from './Choices.tsx'
import { begin, Refused } from './calls.ts'
import { LeaveMessage } from './LeaveMessage.tsx'
import { Talk } from './Talk.tsx'
import { closeWindow, useChat } from './use-chat.ts'
import type { Speak } from './words.ts'

/** 在线客服窗口: choose, wait, talk; outside hours leave a message. */
export function ChatWindow({ speak }: { speak: Speak }) {
  const { t, language } = speak
  const chat = useChat()
  const { shown, isBroken } = chat
  const [leaving, setLeaving] = useState<ChatChoice | null>(null)
  const [isAgain, setAgain] = useState(false)
  const [refused, setRefused] = useState('')

  async function choose(choice: ChatChoice) {
    setRefused('')
    if (shown && !shown.isOpen) return setLeaving(choice)
    try {
      await begin(choice, language)
      setAgain(false)
      await chat.look()
    } catch (error) {
      if (error instanceof Refused && error.status === 410) setLeaving(choice)
      setRefused(error instanceof Refused ? error.said : t('broken'))
    }
  }

  const isTalking = shown?.chat && !isAgain
  return (
    <div className="chat">
      <header className="chat-head">
        <h1>{shown ? `${shown.company} · ${t('title')}` : t('title')}</h1>
        {window.parent !== window && (
          <button type="button" className="quiet" onClick={closeWindow}>
            {t('close')}
          </button>
        )}
      </header>
      {!shown && !isBroken && <div className="chat-bones" role="status" aria-busy="true" />}
      {!shown && isBroken && (
        <div className="chat-body">
          <p role="alert">{t('broken')}</p>
          <button type="button" onClick={() => void chat.look()}>
            {t('retry')}
          </button>
        </div>
      )}
      {refused && (
        <p className="problem" role="alert">
          {refused}
        </p>
      )}
      {shown && leaving && (
        <LeaveMessage
          speak={speak}
          choice={leaving}
          onBack={() => setLeaving(null)}
          onLeft={async () => {
            setLeaving(null)
            setAgain(false)
            await chat.look()
          }}
        />
      )}
      {shown && !leaving && !isTalking && <Choices speak={speak} shown={shown} onChoose={(choice) => void choose(choice)} />}
      {shown && !leaving && isTalking && (
        <Talk
          speak={speak}
          chat={chat}
          onLeave={() => setLeaving(shown.chat?.choice ?? 'question')}
          onAgain={() => setAgain(true)}
          onPerson={() => void choose('person')}
        />
      )}
    </div>
  )
}
