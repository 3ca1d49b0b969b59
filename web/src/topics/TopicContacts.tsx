import type { TopicDetail } from '@zhiwei/contract'
import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { useContactWords } from '../contacts/index.ts'
import { Instant } from '../ui/index.ts'
import { usePart } from './use-part.ts'

const mostShown = 200

type Props = { topic: TopicDetail; chosen: string[]; onChoose: (ids: string[]) => void; onOpen: (id: string) => void }

/** The contacts of unhappy customers behind the topic, of the same region or product as the cases; each opens what was said. */
export function TopicContacts({ topic, chosen, onChoose, onOpen }: Props) {
  const { t } = useTranslation('topics')
  const words = useContactWords()
  const { only, isOfPart, clear } = usePart()
  const rows = topic.contactRows.filter(isOfPart)
  if (rows.length === 0) return null
  const choose = (id: string, isChosen: boolean) => onChoose(isChosen ? [...chosen, id] : chosen.filter((one) => one !== id))
  return (
    <section className="topic-part" aria-labelledby="contacts">
      <div className="topic-rows-head">
        <h2 id="contacts">{only ? t('contactRowsOf', { name: only }) : t('contactRows')}</h2>
        {only && topic.cases === 0 && (
          <button type="button" className="topic-all" onClick={clear}>
            {t('allRows')}
          </button>
        )}
      </div>
      <ul className="topic-cases card">
        {rows.map(({ id, channel, subject, region, product, at }) => (
          <li key={id}>
            {topic.can.handle && (
              <Checkbox
                aria-label={t('chooseContact', { subject })}
                checked={chosen.includes(id)}
                onChange={({ target }) => choose(id, target.checked)}
              />
            )}
            <span className="meta">{words.channel(channel)}</span>
            <button type="button" className="topic-subject" onClick={() => onOpen(id)}>
              {subject}
            </button>
            <span className="meta">{[region, product].filter(Boolean).join(' · ')}</span>
            <span className="meta">
              <Instant at={at} />
            </span>
          </li>
        ))}
      </ul>
      {topic.contacts > mostShown && <p className="meta">{t('olderContacts')}</p>}
    </section>
  )
}
