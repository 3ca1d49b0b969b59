import type { TopicDetail } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Instant } from '../ui/index.ts'
import { rowsOf } from './use-told.ts'

/** 热度 and what it is made of: complaints and contacts apart, people, words, regions, products. */
export function TopicFacts({ topic }: { topic: TopicDetail }) {
  const { t } = useTranslation('topics')
  const rows = rowsOf(topic)
  const { heat, growth, lastWeek, contactsLastWeek, people, words, regions, products, firstAt, lastAt, warningId, isNamed } = topic
  return (
    <section className="card topic-facts">
      <p className="topic-line">
        <strong className="figures" title={t('heatHint', { heat })}>
          {t('heat')} {Math.round(heat)}
        </strong>
        {lastWeek + contactsLastWeek > 0 && <span>{t('growth', { ratio: growth.toFixed(1) })}</span>}
        <span>{t('people', { count: people })}</span>
        <span className="meta">
          {t('since')} <Instant at={firstAt} /> · {t('latest')} <Instant at={lastAt} />
        </span>
        {isNamed && <span className="meta">{t('named')}</span>}
        {warningId && <Link to={`/warnings/${warningId}`}>{t('warned')}</Link>}
      </p>
      <Told topic={topic} />
      {words.length > 0 && (
        <p className="topic-line">
          <span className="meta">{t('words')}</span>
          {words.map((word) => (
            <span key={word} className="topic-word">
              {word}
            </span>
          ))}
        </p>
      )}
      <Counted
        label={t('regions')}
        name="region"
        rows={rows}
        values={regions.map(({ region, ...count }) => [region, count.cases + count.contacts])}
      />
      <Counted
        label={t('products')}
        name="product"
        rows={rows}
        values={products.map(({ product, ...count }) => [product, count.cases + count.contacts])}
      />
    </section>
  )
}

/** Complaints and contacts, each with its last week and its growth. */
function Told({ topic }: { topic: TopicDetail }) {
  const { t } = useTranslation('topics')
  const { cases, lastWeek, caseGrowth, contacts, contactsLastWeek, contactGrowth } = topic
  return (
    <>
      {cases > 0 && (
        <p className="topic-line">
          <span className="meta">{t('count')}</span>
          <a href="#rows">{t('cases', { count: cases })}</a>
          <span>{t('lastWeek', { count: lastWeek })}</span>
          {lastWeek > 0 && <span>{t('growth', { ratio: caseGrowth.toFixed(1) })}</span>}
        </p>
      )}
      {contacts > 0 && (
        <p className="topic-line">
          <span className="meta">{t('contactCount')}</span>
          <a href="#contacts">{t('contacts', { count: contacts })}</a>
          <span>{t('contactsLastWeek', { count: contactsLastWeek })}</span>
          {contactsLastWeek > 0 && <span>{t('growth', { ratio: contactGrowth.toFixed(1) })}</span>}
        </p>
      )}
    </>
  )
}

type Parts = { label: string; name: 'region' | 'product'; rows: 'rows' | 'contacts'; values: [string, number][] }

/** Each opens its rows below. */
function Counted({ label, name, rows, values }: Parts) {
  if (values.length === 0) return null
  return (
    <p className="topic-line">
      <span className="meta">{label}</span>
      {values.map(([value, count]) => (
        <Link key={value} to={`?${name}=${encodeURIComponent(value)}#${rows}`} className="topic-region">
          {value} {count}
        </Link>
      ))}
    </p>
  )
}
