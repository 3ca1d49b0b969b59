import type { TopicDetail } from '@zhiwei/contract'
import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Instant, StatusTag } from '../ui/index.ts'
import { usePart } from './use-part.ts'

const mostShown = 200

type Props = { topic: TopicDetail; chosen: string[]; onChoose: (ids: string[]) => void }

/** The rows behind the topic; those of one region or product where the address names it. */
export function TopicCases({ topic, chosen, onChoose }: Props) {
  const { t } = useTranslation('topics')
  const { only, isOfPart, clear } = usePart()
  const rows = topic.caseRows.filter(isOfPart)
  const choose = (id: string, isChosen: boolean) => onChoose(isChosen ? [...chosen, id] : chosen.filter((one) => one !== id))
  return (
    <section className="topic-part" aria-labelledby="rows">
      <div className="topic-rows-head">
        <h2 id="rows">{only ? t('rowsOf', { name: only }) : t('rows')}</h2>
        {only && (
          <button type="button" className="topic-all" onClick={clear}>
            {t('allRows')}
          </button>
        )}
        {chosen.length > 0 && <span className="meta">{t('chosen', { count: chosen.length })}</span>}
      </div>
      <ul className="topic-cases card">
        {rows.map(({ id, number, subject, status, region: where, product: what, receivedAt }) => (
          <li key={id}>
            {topic.can.handle && (
              <Checkbox
                aria-label={t('choose', { number })}
                checked={chosen.includes(id)}
                onChange={({ target }) => choose(id, target.checked)}
              />
            )}
            <Link to={`/cases/${id}`}>{number}</Link>
            <span className="topic-subject">{subject}</span>
            <span className="meta">{[where, what].filter(Boolean).join(' · ')}</span>
            <StatusTag status={status} />
            <span className="meta">
              <Instant at={receivedAt} />
            </span>
          </li>
        ))}
      </ul>
      {topic.hiddenCases > 0 && <p className="meta">{t('hidden', { count: topic.hiddenCases })}</p>}
      {topic.cases > mostShown && <p className="meta">{t('older')}</p>}
    </section>
  )
}
