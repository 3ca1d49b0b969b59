import type { TopicDetail } from '@zhiwei/contract'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { ImproveLinks } from '../improvement/index.ts'
import { isProblem } from '../platform/index.ts'
import { EmptyState, Instant, LinkButton, Page, PageSkeleton, ProblemNotice, useProblemWords } from '../ui/index.ts'
import { useTopic, useTopicAct } from './queries.ts'
import { TopicActs } from './TopicActs.tsx'
import { TopicCases } from './TopicCases.tsx'
import { TopicDays } from './TopicDays.tsx'
import './topics.css'

/** 一个话题: since when, where, in whose words, and every case behind it. */
export function TopicPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation('topics')
  const topic = useTopic(id)
  const crumbs = [{ label: t('title'), to: '/topics' }]
  if (isProblem(topic.error, 'NOT_FOUND'))
    return (
      <Page title={t('notFound')} breadcrumbs={crumbs}>
        <EmptyState title={t('notFound')} detail={t('notFoundDetail')} action={<LinkButton to="/topics">{t('toList')}</LinkButton>} />
      </Page>
    )
  if (topic.isError)
    return (
      <Page title={t('title')} breadcrumbs={crumbs}>
        <ProblemNotice problem={topic.error} onRetry={topic.refetch} />
      </Page>
    )
  if (!topic.data) return <PageSkeleton shape="detail" />
  return <Loaded key={topic.data.id} topic={topic.data} crumbs={crumbs} />
}

function Loaded({ topic, crumbs }: { topic: TopicDetail; crumbs: { label: string; to: string }[] }) {
  const { t } = useTranslation('topics')
  const [chosen, setChosen] = useState<string[]>([])
  return (
    <Page
      title={topic.title}
      extra={topic.state !== 'live' && <span className="meta">{t(`state.${topic.state}`)}</span>}
      actions={
        <>
          <ImproveLinks topic={topic} />
          {topic.can.handle && <TopicActs topic={topic} chosen={chosen} onDone={() => setChosen([])} />}
        </>
      }
      breadcrumbs={crumbs}
    >
      {topic.dismissal && (
        <p className="topic-note">{t('dismissedBy', { name: topic.dismissal.by?.name ?? t('system'), reason: topic.dismissal.reason })}</p>
      )}
      <Facts topic={topic} />
      <section className="topic-part">
        <h2>{t('days')}</h2>
        <TopicDays days={topic.days} />
      </section>
      <Examples topic={topic} />
      <TopicCases topic={topic} chosen={chosen} onChoose={setChosen} />
      <History topic={topic} />
    </Page>
  )
}

function Facts({ topic }: { topic: TopicDetail }) {
  const { t } = useTranslation('topics')
  const { heat, growth, cases, people, lastWeek, words, regions, products, firstAt, lastAt, warningId, isNamed } = topic
  return (
    <section className="card topic-facts">
      <p className="topic-line">
        <strong className="figures" title={t('heatHint', { heat })}>
          {t('heat')} {Math.round(heat)}
        </strong>
        {lastWeek > 0 && <span>{t('growth', { ratio: growth.toFixed(1) })}</span>}
        <a href="#rows">{t('cases', { count: cases })}</a>
        <span>{t('people', { count: people })}</span>
        <span>{t('lastWeek', { count: lastWeek })}</span>
        <span className="meta">
          {t('since')} <Instant at={firstAt} /> · {t('latest')} <Instant at={lastAt} />
        </span>
        {isNamed && <span className="meta">{t('named')}</span>}
        {warningId && <Link to={`/warnings/${warningId}`}>{t('warned')}</Link>}
      </p>
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
      <Counted label={t('regions')} name="region" values={regions.map(({ region, cases: count }) => [region, count])} />
      <Counted label={t('products')} name="product" values={products.map(({ product, cases: count }) => [product, count])} />
    </section>
  )
}

/** Each opens its rows below. */
function Counted({ label, name, values }: { label: string; name: 'region' | 'product'; values: [string, number][] }) {
  if (values.length === 0) return null
  return (
    <p className="topic-line">
      <span className="meta">{label}</span>
      {values.map(([value, count]) => (
        <Link key={value} to={`?${name}=${encodeURIComponent(value)}#rows`} className="topic-region">
          {value} {count}
        </Link>
      ))}
    </p>
  )
}

function Examples({ topic: { examples } }: { topic: TopicDetail }) {
  const { t } = useTranslation('topics')
  if (examples.length === 0) return null
  return (
    <section className="topic-part">
      <h2>{t('examples')}</h2>
      <ul className="topic-examples">
        {examples.map(({ caseId, number, text, receivedAt }) => (
          <li key={caseId} className="card">
            <blockquote className="topic-said">{text}</blockquote>
            <span className="meta">
              <Link to={`/cases/${caseId}`}>{number}</Link> <Instant at={receivedAt} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function History({ topic: { id: topicId, version, history, can } }: { topic: TopicDetail }) {
  const { t } = useTranslation('topics')
  const { message } = App.useApp()
  const words = useProblemWords()
  const act = useTopicAct(topicId)
  const undo = (joined: unknown) =>
    act('separations', { topicId: joined, version }).catch((error: unknown) => message.error(words(error).title))
  if (history.length === 0) return null
  return (
    <section className="topic-part">
      <h2>{t('history')}</h2>
      <ul className="topic-history">
        {history.toReversed().map(({ id, kind, at, by, facts, reason, canUndo }) => (
          <li key={id}>
            <Instant at={at} /> <span>{by?.name ?? t('system')}</span> <span>{t(`kind.${kind}`, facts)}</span>
            {reason && <span className="meta"> {reason}</span>}
            {canUndo && can.handle && (
              <Button size="small" onClick={() => undo(facts.topicId)}>
                {t('act.separate')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
