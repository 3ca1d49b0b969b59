import { TopicListQuery, type TopicRow, type TopicState } from '@zhiwei/contract'
import { Input, Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { numberText, useRowCursor, useUrlState } from '../platform/index.ts'
import { EmptyState, Instant, Page, Pager, ProblemNotice, TableBones } from '../ui/index.ts'
import { WarningNav } from '../warning/index.ts'
import { useTopics } from './queries.ts'
import { Trend } from './Trend.tsx'
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
  const { id, title, heat, growth, cases, people, lastWeek, trend, regions, example, warningId, firstAt, lastAt } = row
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
          {growth >= rises && lastWeek > 1 && <strong className="topic-rises">▲ {t('growth', { ratio: growth.toFixed(1) })}</strong>}
          <Link to={`/topics/${id}#rows`}>{t('cases', { count: cases })}</Link>
          <span>{t('people', { count: people })}</span>
          <span>{t('lastWeek', { count: lastWeek })}</span>
          {regions.map(({ region, cases: count }) => (
            <Link key={region} to={`/topics/${id}?region=${encodeURIComponent(region)}#rows`} className="topic-region">
              {region} {count}
            </Link>
          ))}
          {warningId && <Link to={`/warnings/${warningId}`}>{t('warned')}</Link>}
        </p>
        {example && <blockquote className="topic-said">{example.text}</blockquote>}
      </div>
      <div className="topic-when">
        <Trend counts={trend} />
        <span className="meta">
          {t('since')} <Instant at={firstAt} /> · {t('latest')} <Instant at={lastAt} />
        </span>
      </div>
    </article>
  )
}
