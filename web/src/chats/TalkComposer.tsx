import { PictureOutlined } from '@ant-design/icons'
import type { ChatDetail } from '@zhiwei/contract'
import { App, Button, Input } from 'antd'
import { type ClipboardEvent, type DragEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, newIdempotencyKey } from '../platform/index.ts'
import { useProblemWords } from '../ui/index.ts'
import { PicturesOnTheirWay } from './PicturesOnTheirWay.tsx'
import { useChatAct } from './queries.ts'
import { useSendPictures } from './use-send-pictures.ts'

const longest = 2_000
type Props = { id: string; phrases: ChatDetail['phrases'] }

/** What we say: words (Enter sends), phrases, and pictures chosen, pasted or dropped here. */
export function TalkComposer({ id, phrases }: Props) {
  const { t } = useTranslation('chats')
  const { message } = App.useApp()
  const words = useProblemWords()
  const [text, setText] = useState('')
  const [tried, setTried] = useState({ text: '', clientId: newIdempotencyKey() })
  const [isOver, setOver] = useState(false)
  const chooser = useRef<HTMLInputElement>(null)
  const say = useChatAct((said: typeof tried) => api.post(`/chats/${id}/messages`, said))
  const { pictures, add, send: sendPicture, leave } = useSendPictures(id)
  // The same words sent again, because no answer came, are the same message; changed ones are another.
  const send = () => {
    if (text.trim() === '' || say.isPending) return
    const said = text === tried.text ? tried : { text, clientId: newIdempotencyKey() }
    setTried(said)
    say.mutate(said, {
      onSuccess: () => {
        setText('')
        setTried({ text: '', clientId: newIdempotencyKey() })
      },
      onError: (error) => void message.error(words(error).detail ?? words(error).title),
    })
  }
  const paste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files]
    if (files.length === 0) return
    event.preventDefault()
    void add(files)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void add([...event.dataTransfer.files])
  }
  return (
    <form
      className={isOver ? 'chats-composer is-over' : 'chats-composer'}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
      onPaste={paste}
      onDrop={drop}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
    >
      {phrases.length > 0 && (
        <details>
          <summary>{t('phrases')}</summary>
          <ul className="plain">
            {phrases.map((phrase) => (
              <li key={phrase.code}>
                <Button type="text" size="small" className="chats-phrase" onClick={() => setText(phrase.text)}>
                  {phrase.text}
                </Button>
              </li>
            ))}
          </ul>
        </details>
      )}
      <PicturesOnTheirWay pictures={pictures} send={sendPicture} leave={leave} />
      <Input.TextArea
        aria-label={t('say')}
        placeholder={t('say')}
        rows={3}
        maxLength={longest}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
          event.preventDefault()
          send()
        }}
      />
      <div className="chats-composer-foot">
        <input
          ref={chooser}
          type="file"
          accept="image/*"
          multiple
          hidden
          onChange={({ target }) => {
            void add([...(target.files ?? [])])
            target.value = ''
          }}
        />
        <Button icon={<PictureOutlined />} onClick={() => chooser.current?.click()}>
          {t('picture.choose')}
        </Button>
        <span className="meta">{t('picture.hint')}</span>
        <Button type="primary" htmlType="submit" loading={say.isPending}>
          {t('send')}
        </Button>
      </div>
    </form>
  )
}
