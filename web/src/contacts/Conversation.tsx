import type { ContactDetail } from '@zhiwei/contract'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { EmotionCurve, type Mark, MarkedText, useTextWords } from '../classification/index.ts'
import { ratioText } from '../platform/index.ts'
import { Instant } from '../ui/index.ts'
import { useContactWords } from './use-words.ts'

/** What was said, turn by turn, with the words that speak for it marked, and how the emotion went. */
export function Conversation({ contact }: { contact: ContactDetail }) {
  const { t } = useTranslation('contacts')
  const words = useContactWords()
  const marks = useMarks(contact)
  const points = contact.curve.map(({ turn, level, satisfied }) => ({
    key: String(turn),
    label: t('turn', { no: turn + 1 }),
    level,
    ...(satisfied !== undefined && { satisfied }),
  }))
  return (
    <div className="talk">
      <p className="talk-head">
        <span>{words.channel(contact.channel)}</span>
        <Instant at={contact.at} />
        {contact.product && <span>{contact.product}</span>}
        {contact.node && <span>{contact.node}</span>}
        {contact.score !== null && <span>{t('score', { score: contact.score, max: contact.scoreMax })}</span>}
        {contact.reading && <strong>{t('unhappy', { share: ratioText(contact.reading.unhappy, 0) })}</strong>}
      </p>
      {points.length > 1 && <EmotionCurve points={points} label={t('curve')} />}
      <ol className="talk-turns">
        {contact.conversation.map((turn, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: turns have no other name and never move
          <li key={at} className={`talk-turn is-${turn.by}`}>
            <span className="meta">{t(`by.${turn.by}`)}</span>
            <MarkedText text={turn.text} marks={marks[at] ?? []} />
          </li>
        ))}
      </ol>
    </div>
  )
}

function useMarks(contact: ContactDetail): Mark[][] {
  const words = useTextWords()
  const { t } = useTranslation('contacts')
  return useMemo(() => {
    const marks: Mark[][] = contact.conversation.map(() => [])
    for (const [at, signal] of contact.signals.entries()) {
      const [start, end] = signal.span
      marks[signal.turn ?? 0]?.push({ start, end, kind: signal.kind, label: words.signal(signal), key: `s${at}` })
    }
    for (const [at, { span, turn = 0, code }] of contact.stageReasons.entries()) {
      if (!span) continue
      marks[turn]?.push({
        start: span[0],
        end: span[1],
        kind: 'stage',
        label: t('stageReason', { word: words.word('stageReason', code) }),
        key: `r${at}`,
      })
    }
    return marks
  }, [contact, words, t])
}
