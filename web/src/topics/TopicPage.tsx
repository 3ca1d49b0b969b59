import type { TopicDetail } from '@zhiwei/contract'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { ContactDrawer } from '../contacts/index.ts'
import { ImproveLinks } from '../improvement/index.ts'
import { isProblem } from '../platform/index.ts'
import { EmptyState, Instant, LinkButton, Page, PageSkeleton, ProblemNotice, useProblemWords } from '../ui/index.ts'
import { useTopic, useTopicAct } from './queries.ts'
import { TopicActs } from './TopicActs.tsx'
import { TopicCases } from './TopicCases.tsx'
import { TopicContacts } from './TopicContacts.tsx'
import { TopicDays } from './TopicDays.tsx'
import { TopicExamples } from './TopicExamples.tsx'
import { TopicFacts } from './TopicFacts.tsx'
import './topics.css'

/** 一个话题: since when, where, in whose words, and every case and contact behind it. */
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
  const [opened, setOpened] = useState<string>()
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
      <TopicFacts topic={topic} />
      <section className="topic-part">
        <h2>{t('days')}</h2>
        <TopicDays days={topic.days} />
      </section>
      <TopicExamples topic={topic} onOpen={setOpened} />
      {topic.cases > 0 && <TopicCases topic={topic} chosen={chosen} onChoose={setChosen} />}
      <TopicContacts topic={topic} chosen={chosen} onChoose={setChosen} onOpen={setOpened} />
      <History topic={topic} />
      {opened && <ContactDrawer id={opened} onClose={() => setOpened(undefined)} />}
    </Page>
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
            <Instant at={at} /> <span>{by?.name ?? t('system')}</span>{' '}
            <span>{t(kind === 'merged' && !facts.title ? 'kind.mergedContacts' : `kind.${kind}`, facts)}</span>
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
