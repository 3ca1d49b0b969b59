import type { SpeechCheck, SpeechMark } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePaused } from '../platform/index.ts'
import { useSpeechCheck } from './queries.ts'
import './guidance.css'
import { colon } from '../platform/punctuation.ts'

const pauseMs = 400

/** 措辞: what of the draft accuses, blames, says too much, is jargon or brushes off, with other words to take; four sentences to begin with. */
export function SpeechAid({ caseId, text, onChange }: { caseId: string; text: string; onChange: (text: string) => void }) {
  const { t } = useTranslation('guidance')
  const paused = usePaused(text, pauseMs)
  const { data } = useSpeechCheck(caseId, paused)
  const [isOpen, setOpen] = useState(false)
  if (!data) return null
  // What was marked a moment ago may stand elsewhere by now.
  const isFresh = paused === text
  const { marks, softened } = data
  const add = (words: string) => onChange(text.trim() === '' ? words : `${text.trimEnd()}\n${words}`)
  return (
    <section className="speech" aria-label={t('speech.title')}>
      {text.trim() !== '' && (
        <p className={marks.length > 0 ? 'speech-found' : 'meta'} role="status">
          {marks.length > 0 ? t('speech.found', { count: marks.length }) : t('speech.clean')}
          {softened !== null && (
            <Button size="small" type="link" disabled={!isFresh} onClick={() => onChange(softened)}>
              {t('speech.all')}
            </Button>
          )}
        </p>
      )}
      {text.trim() !== '' && marks.length > 0 && (
        <ul className="plain speech-marks">
          {marks.map((mark) => (
            <Mark key={`${mark.span[0]}`} mark={mark} text={paused} isFresh={isFresh} onChange={onChange} />
          ))}
        </ul>
      )}
      <Button size="small" type="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t('speech.four')}
      </Button>
      {isOpen && <Four proposal={data.proposal} onAdd={add} />}
    </section>
  )
}

type MarkProps = { mark: SpeechMark; text: string; isFresh: boolean; onChange: (text: string) => void }

function Mark({ mark: { kind, word, span, instead }, text, isFresh, onChange }: MarkProps) {
  const { t } = useTranslation('guidance')
  const replace = (words: string) => onChange(text.slice(0, span[0]) + words + text.slice(span[1]))
  return (
    <li className="speech-mark">
      <span className={`speech-kind is-${kind}`}>{t(`speech.mark.${kind}`)}</span> <mark>{word}</mark>
      {instead.map((words) => (
        <Button key={words} size="small" type="text" disabled={!isFresh} onClick={() => replace(words)}>
          {words === '' ? t('speech.leaveOut') : `${t('speech.instead')}“${words}”`}
        </Button>
      ))}
    </li>
  )
}

function Four({ proposal, onAdd }: Pick<SpeechCheck, 'proposal'> & { onAdd: (text: string) => void }) {
  const { t } = useTranslation('guidance')
  return (
    <div className="speech-four">
      <p className="meta">{t('speech.fourHint')}</p>
      <ul className="plain">
        {proposal.map(({ part, text }) => (
          <li key={part}>
            <span className="guide-kind">{t(`speech.part.${part}`)}</span> {text}
            <Button
              size="small"
              type="text"
              onClick={() => onAdd(text)}
              aria-label={`${t('speech.insert')}${colon()}${t(`speech.part.${part}`)}`}
            >
              {t('speech.insert')}
            </Button>
          </li>
        ))}
      </ul>
      <Button size="small" onClick={() => onAdd(proposal.map(({ text }) => text).join('\n'))}>
        {t('speech.insertAll')}
      </Button>
    </div>
  )
}
