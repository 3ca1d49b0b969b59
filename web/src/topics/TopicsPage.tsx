import { TopicListQuery, type TopicRow, type TopicState } from '@zhiwei/contract'
import { Input, Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { numberText, useRowCursor, useUrlState } from '../platform/index.ts'
import { EmptyState, Instant, Page, Pager, ProblemNotice, TableBones } from '../ui/index.ts'
import { WarningNav } from '../warning/index.ts'
import { useTopics } from './queries.ts'
import { Trend } from './Trend.tsx'
import { rowsOf } from './use-told.ts'
import './topics.css'

const states: TopicState[] = ['live', 'past', 'dismissed']
const sorts = ['hot', 'newest', 'largest'] as const
/** From so many times its usual on a topic is said to rise. */
const rises = 1.5

/** 热点话题: what people complain about now, the hottest first. The filter lives in the address. */
export function TopicsPage() {
  const { t } = useTranslation('topics')
  const navigate = useNavigate()
  const [filter, setFilter] = useUrlState(TopicListQuery)
  const state = filter.state?.[0] ?? 'live'
  const topics = useTopics({ ...filter, state, limit: 30 })
  const rows = topics.data?.rows ?? []
  const { rowProps } = useRowCursor(rows, { open: ({ id }) => void navigate(`/topics/${id}`) })
  const change = (next: Partial<typeof filter>) => setFilter({ ...filter, cursor: undefined, ...next })
  return (
    <Page title={t('title')} nav={<WarningNav />}>
      <div className="topic-filter">
        <Segmented<TopicState>
          aria-label={t('filter.state')}
          value={state}
          options={states.map((value) => ({ value, label: t(`state.${value}`) }))}
          onChange={(value) => change({ state: value === 'live' ? undefined : [value] })}
        />
        <Select
          aria-label={t('sort.label')}
          value={filter.sort}
          options={sorts.map((value) => ({ value, label: t(`sort.${value}`) }))}
          onChange={(sort) => change({ sort })}
        />
        <Input.Search
          data-search
          allowClear
          className="topic-search"
          aria-label={t('filter.q')}
          placeholder={t('filter.q')}
          defaultValue={filter.q}
          onSearch={(q) => change({ q: q || undefined })}
        />
      </div>
      {topics.isPending && <TableBones />}
      {topics.isError && <ProblemNotice problem={topics.error} onRetry={topics.refetch} />}
      {topics.data && rows.length === 0 && <EmptyState title={t('empty.title')} detail={t('empty.next')} />}
      {rows.length > 0 && (
        <ul className="topics card">
          {rows.map((row, index) => (
            <li key={row.id} {...rowProps(index)}>
              <Row row={row} />
            </li>
          ))}
        </ul>
      )}
      {rows.length > 0 && topics.data && (
        <Pager
          cursor={filter.cursor}
          nextCursor={topics.data.nextCursor}
          total={topics.data.total}
          onChange={(cursor) => setFilter({ ...filter, cursor })}
        />
      )}
    </Page>
  )
}

function Row({ row }: { row: TopicRow }) {
  const { t } = useTranslation('topics')
  const { id, title, heat, growth, cases, contacts, people, lastWeek, contactsLastWeek, regions, warningId, firstAt, lastAt } = row
  return (
    <article className="topic">
      <p className="topic-heat" title={t('heatHint', { heat })}>
        <span className="figures">{numberText(Math.round(heat))}</span>
        <span className="meta">{t('heat')}</span>
      </p>
      <div className="topic-what">
        <h2>
          <Link to={`/topics/${id}`}>{title}</Link>
        </h2>
        <p className="topic-line">
          {growth >= rises && lastWeek + contactsLastWeek > 1 && (
            <strong className="topic-rises">▲ {t('growth', { ratio: growth.toFixed(1) })}</strong>
          )}
          {cases > 0 && (
            <>
              <Link to={`/topics/${id}#rows`}>{t('cases', { count: cases })}</Link>
              <span>{t('lastWeek', { count: lastWeek })}</span>
            </>
          )}
          {contacts > 0 && (
            <>
              <Link to={`/topics/${id}#contacts`}>{t('contacts', { count: contacts })}</Link>
              <span>{t('contactsLastWeek', { count: contactsLastWeek })}</span>
            </>
          )}
          <span>{t('people', { count: people })}</span>
          {regions.map(({ region, ...count }) => (
            <Link key={region} to={`/topics/${id}?region=${encodeURIComponent(region)}#${rowsOf(row)}`} className="topic-region">
              {region} {count.cases + count.contacts}
            </Link>
          ))}
          {warningId && <Link to={`/warnings/${warningId}`}>{t('warned')}</Link>}
        </p>
        <Said row={row} />
      </div>
      <div className="topic-when">
        <Trend cases={row.trend} contacts={row.contactTrend} />
        <span className="meta">
          {t('since')} <Instant at={firstAt} /> · {t('latest')} <Instant at={lastAt} />
        </span>
      </div>
    </article>
  )
}

/** The newest complaint, and the newest of somebody who did not complain. */
function Said({ row: { example, contactExample } }: { row: TopicRow }) {
  const { t } = useTranslation('topics')
  return (
    <>
      {example && <blockquote className="topic-said">{example.text}</blockquote>}
      {contactExample && (
        <blockquote className="topic-said">
          <span className="topic-word">{t('unspoken')}</span> {contactExample.text}
        </blockquote>
      )}
    </>
  )
}
