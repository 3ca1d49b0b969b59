import type { ChatMessage } from '@zhiwei/contract'
import { useEffect, useRef, useState } from 'react'
import { pictureAt } from './calls.ts'
import type { Unsent } from './use-chat.ts'
import { fill, type Speak } from './words.ts'

type Props = { speak: Speak; messages: ChatMessage[]; unsent: Unsent[]; onAgain: (one: Unsent) => void }

/** What was said, the newest in view; a screen reader hears what comes. */
export function Messages({ speak, messages, unsent, onAgain }: Props) {
  const { t, words, language } = speak
  const end = useRef<HTMLLIElement>(null)
  const count = messages.length + unsent.length
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message scrolls
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'end' }) // answers a promise in newer browsers
  }, [count])
  const time = (at: string) => new Date(at).toLocaleTimeString(language === 'zh' ? 'zh-CN' : 'en', { hour: '2-digit', minute: '2-digit' })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys
    <div className="log" role="log" aria-label={t('log')} tabIndex={0}>
      <ol className="messages">
        {messages.map((message) =>
          message.kind === 'notice' ? (
            <li key={message.no} className="said-notice">
              {message.notice && fill(words.notice[message.notice], message.facts)}
            </li>
          ) : (
            <li key={message.no} className={`said is-${message.by}`}>
              <span className="meta">
                {message.kind === 'answer' && message.facts.number
                  ? t('answer', { number: message.facts.number })
                  : message.by === 'staff' && message.name
                    ? message.name
                    : words.by[message.by]}{' '}
                <time dateTime={message.at}>{time(message.at)}</time>
              </span>
              {message.text && <span className="text">{message.text}</span>}
              {message.file && <Picture id={message.file.id} label={t('photo')} />}
            </li>
          ),
        )}
        {unsent.map((one) => (
          <li key={one.clientId} className="said is-customer is-unsent">
            <span className="text">{one.picture ? one.picture.name : one.text}</span>
            {one.state === 'sending' ? (
              <span className="meta">{t('sending')}</span>
            ) : (
              <button type="button" className="problem" onClick={() => onAgain(one)}>
                {one.said ? `${one.said} · ` : ''}
                {t('failed')}
              </button>
            )}
          </li>
        ))}
        <li ref={end} aria-hidden="true" />
      </ol>
    </div>
  )
}

/** Pictures need the token in a header, so they come by fetch. */
function Picture({ id, label }: { id: string; label: string }) {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    let made: string | undefined
    pictureAt(id)
      .then((at) => {
        made = at
        setAddress(at)
      })
      .catch(() => undefined)
    return () => {
      if (made) URL.revokeObjectURL(made)
    }
  }, [id])
  return address ? <img src={address} alt={label} /> : <span className="picture-bones">{label}</span>
}
