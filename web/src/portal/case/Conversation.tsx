import type { PortalMessage } from '@zhiwei/contract'
import { useState } from 'react'
import { sizeText } from '../../platform/format.ts'
import { Bubble } from '../parts/Bubble.tsx'
import { Button } from '../parts/Button.tsx'
import type { ChosenFile } from '../parts/chosen-file.ts'
import { LongField } from '../parts/Field.tsx'
import { FileChooser } from '../parts/FileChooser.tsx'
import { fileIcon } from '../parts/icons.tsx'
import { Problem } from '../parts/Problem.tsx'
import { usePortal } from '../portal-context.ts'
import { useWhen } from '../use-when.ts'
import type { ActProps } from './CaseScreen.tsx'
import { FileSender } from './FileSender.tsx'
import { useAct } from './use-act.ts'

// What the house writes for a reminder without words.
const plainReminder = '催办'
/** These always hold words; of the others there may never have been any. */
const alwaysWorded: readonly PortalMessage['kind'][] = ['complaint', 'message', 'answer']

/** 往来: what was said both ways and sent along, with a box to write; new words are read out when there is a pause. */
export function Conversation({ found, show, onFilesSent }: ActProps & { onFilesSent: () => void }) {
  const { settings, t } = usePortal()
  const when = useWhen()
  const whose = ({ from }: Pick<PortalMessage, 'from'>) => (from === 'customer' ? t('talk.you') : settings.name)
  const wordsOf = ({ kind, text }: PortalMessage) => {
    if (kind === 'reminder' && text === plainReminder) return ''
    return text ?? (alwaysWorded.includes(kind) ? t('case.erased') : '')
  }
  return (
    <section className="talk" aria-label={t('talk.title')}>
      <h2>{t('talk.title')}</h2>
      <div role="log" aria-label={t('talk.title')}>
        <ul className="bubbles">
          {found.messages.map((message) => (
            <Bubble key={`${message.at} ${message.no}`} from={message.from} who={whose(message)} when={when(message.at)}>
              {message.kind !== 'message' && <span className="kind">{t(`talk.kind.${message.kind}`)}</span>}
              {wordsOf(message)}
            </Bubble>
          ))}
        </ul>
      </div>
      {found.files.length > 0 && (
        <>
          <h3 className="small-title">{t('talk.files')}</h3>
          <ul className="sent-files">
            {found.files.map((file) => (
              <li key={file.id}>
                {fileIcon}
                <a href={`/api/v1/portal/case/files/${file.id}`} target="_blank" rel="noreferrer">
                  {file.name}
                </a>
                <span className="meta">
                  {whose(file)} · {sizeText(file.sizeBytes)} · {when(file.at)}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {found.can.message.allowed ? (
        <Composer found={found} show={show} onFilesSent={onFilesSent} />
      ) : (
        <p className="notice">{t('talk.over')}</p>
      )}
    </section>
  )
}

function Composer({ found, show, onFilesSent }: ActProps & { onFilesSent: () => void }) {
  const { t, say } = usePortal()
  const { busy, problem, act } = useAct(show)
  const [text, setText] = useState('')
  const [wasRefused, setWasRefused] = useState(false)
  const [isAdding, setIsAdding] = useState(false)
  const [files, setFiles] = useState<readonly ChosenFile[]>([])
  function send() {
    if (text.trim() === '') return setWasRefused(true)
    void act('messages', { text: text.trim() }, () => {
      setText('')
      setWasRefused(false)
      say(t('talk.sent'))
    })
  }
  return (
    <div className="composer">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy) send()
        }}
      >
        <LongField
          rows={3}
          label={t('talk.write')}
          value={text}
          maxLength={20_000}
          onType={setText}
          error={wasRefused && text.trim() === '' ? t('talk.needed') : undefined}
        />
        {problem !== undefined && <Problem problem={problem} />}
        <div className="side-by-side">
          <Button look="main" type="submit" busy={busy}>
            {t('talk.send')}
          </Button>
          {found.can.file.allowed && !isAdding && <Button onClick={() => setIsAdding(true)}>{t('talk.addFiles')}</Button>}
        </div>
      </form>
      {isAdding && (
        <FileSender
          files={files}
          onDone={() => {
            setFiles([])
            setIsAdding(false)
            say(t('talk.filesSent'))
            onFilesSent()
          }}
          onCancel={() => {
            setFiles([])
            setIsAdding(false)
          }}
          chooser={<FileChooser files={files} onChange={setFiles} />}
        />
      )}
    </div>
  )
}
