import { type KeyboardEvent, useRef, useState } from 'react'
import type { Speak } from './words.ts'

const longest = 2_000
type Props = { speak: Speak; mayPicture: boolean; onSend: (text: string, picture?: File) => void }

/** Enter sends, Shift+Enter begins a line; what is being spelled in pinyin is not sent. */
export function Composer({ speak: { t }, mayPicture, onSend }: Props) {
  const [text, setText] = useState('')
  const picker = useRef<HTMLInputElement>(null)
  function send() {
    if (text.trim() === '') return
    onSend(text)
    setText('')
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <textarea
        aria-label={t('say')}
        placeholder={t('say')}
        rows={2}
        maxLength={longest}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <span className="acts">
        {mayPicture && (
          <>
            <input
              ref={picker}
              type="file"
              accept="image/*"
              hidden
              onChange={(event) => {
                const [picture] = event.target.files ?? []
                if (picture) onSend('', picture)
                event.target.value = ''
              }}
            />
            <button type="button" className="quiet" onClick={() => picker.current?.click()}>
              {t('picture')}
            </button>
          </>
        )}
        <button type="submit" className="primary">
          {t('send')}
        </button>
      </span>
    </form>
  )
}
