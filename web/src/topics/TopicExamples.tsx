import type { TopicDetail } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useContactWords } from '../contacts/index.ts'
import { Instant } from '../ui/index.ts'

/** 客户原话: of complaints, and of those who did not complain. */
export function TopicExamples({ topic, onOpen }: { topic: TopicDetail; onOpen: (contactId: string) => void }) {
  const { t } = useTranslation('topics')
  const words = useContactWords()
  return (
    <>
      {topic.examples.length > 0 && (
        <section className="topic-part">
          <h2>{t('examples')}</h2>
          <ul className="topic-examples">
            {topic.examples.map(({ caseId, number, text, receivedAt }) => (
              <li key={caseId} className="card">
                <blockquote className="topic-said">{text}</blockquote>
                <span className="meta">
                  <Link to={`/cases/${caseId}`}>{number}</Link> <Instant at={receivedAt} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {topic.contactExamples.length > 0 && (
        <section className="topic-part">
          <h2>{t('contactExamples')}</h2>
          <ul className="topic-examples">
            {topic.contactExamples.map(({ contactId, channel, text, at }) => (
              <li key={contactId} className="card">
                <blockquote className="topic-said">{text}</blockquote>
                <span className="meta">
                  {words.channel(channel)}{' '}
                  <button type="button" className="topic-all" onClick={() => onOpen(contactId)}>
                    {t('open')}
                  </button>{' '}
                  <Instant at={at} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
