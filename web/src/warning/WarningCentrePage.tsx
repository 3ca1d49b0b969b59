import { WarningKind, WarningLevel, type WarningRow } from '@zhiwei/contract'
import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { useRowCursor, useSession } from '../platform/index.ts'
import { DueBadge, EmptyState, Instant, Page, Pager, ProblemNotice, TableBones } from '../ui/index.ts'
import { BurningCard } from './BurningCard.tsx'
import { KindStrip } from './KindStrip.tsx'
import { LevelTag } from './LevelTag.tsx'
import { QualityStrip } from './quality/QualityStrip.tsx'
import { useQuality, useWarningCounts, useWarnings } from './queries.ts'
import { useWarningWords } from './use-warning-words.ts'
import { WarningNav } from './WarningNav.tsx'
import './warning.css'

const states = ['open', 'raised', 'acknowledged', 'snoozed', 'cleared', 'merged', 'all'] as const
const mostCards = 6
/** A hundred old cases that come to light together must not hide the one surge. */
const mostOfAKind = 2
const lookedAt = 200

/** The most urgent first, of each kind some before any has more. */
function cardsOf(rows: readonly WarningRow[]): WarningRow[] {
  const place = new Map(rows.map((row, at) => [row.id, rows.slice(0, at).filter(({ kind }) => kind === row.kind).length < mostOfAKind]))
  const spread = [...rows.filter(({ id }) => place.get(id)), ...rows.filter(({ id }) => !place.get(id))]
  const chosen = new Set(spread.slice(0, mostCards))
  return rows.filter((row) => chosen.has(row))
}

/** 预警中心: what burns now as cards, what is open by kind, the rest as rows, and how good the warnings are. */
export function WarningCentrePage() {
  const { t } = useTranslation('warning')
  const counts = useWarningCounts()
  const burning = useWarnings({ state: 'raised,acknowledged', level: 'red,orange', sort: 'urgent', limit: lookedAt })
  const quality = useQuality()
  const isComing = counts.isLoading || burning.isLoading
  const cards = cardsOf(burning.data?.rows ?? [])
  const more = (burning.data?.total.count ?? 0) - cards.length
  return (
    <Page title={t('title')} nav={<WarningNav />}>
      {!isComing && counts.data && counts.data.budget.held > 0 && (
        <p className="warning-held">
          {t('held', { count: counts.data.budget.held, limit: counts.data.budget.singlesADay })}{' '}
          <Link to="/warnings?ownerId=me#rest">{t('heldOpen')}</Link>
        </p>
      )}
      <section aria-labelledby="warning-burns" className="warning-section">
        <h2 id="warning-burns">{t('burns.title')}</h2>
        {isComing && <TableBones />}
        {burning.isError && <ProblemNotice problem={burning.error} onRetry={burning.refetch} />}
        {!isComing && burning.data && cards.length === 0 && <p className="meta warning-calm">{t('burns.none')}</p>}
        {!isComing && cards.length > 0 && (
          <ul className="burnings">
            {cards.map((row) => (
              <BurningCard key={row.id} row={row} />
            ))}
          </ul>
        )}
        {!isComing && more > 0 && <Link to="/warnings?level=red&level=orange#rest">{t('burns.more', { count: more })}</Link>}
      </section>
      {!isComing && (
        <>
          <KindStrip counts={counts.data} />
          {!quality.isError && <QualityStrip quality={quality.data} />}
          <Rest />
        </>
      )}
    </Page>
  )
}

const several = (params: URLSearchParams, name: string) => params.getAll(name).flatMap((value) => value.split(','))

/** Every warning the filter lets through; the filter lives in the address. */
function Rest() {
  const { t } = useTranslation('warning')
  const [params, setParams] = useSearchParams()
  const navigate = useNavigate()
  const me = useSession().user.id
  const cursor = params.get('cursor') ?? undefined
  const filter = {
    kind: several(params, 'kind'),
    level: several(params, 'level'),
    state: params.get('state') ?? 'open',
    verdict: params.get('verdict') ?? undefined,
    q: params.get('q') ?? undefined,
    from: params.get('from') ?? undefined,
    to: params.get('to') ?? undefined,
    unitId: params.get('unitId') ?? undefined,
    ownerId: params.get('ownerId') === 'me' ? me : (params.get('ownerId') ?? undefined),
  }
  const warnings = useWarnings({
    ...filter,
    kind: filter.kind.join(',') || undefined,
    level: filter.level.join(',') || undefined,
    state: filter.state === 'all' ? undefined : filter.state,
    sort: 'urgent',
    limit: 20,
    cursor,
  })
  const rows = warnings.data?.rows ?? []
  const { rowProps } = useRowCursor(rows, { open: ({ id }) => void navigate(`/warnings/${id}`) })
  const set = (change: Record<string, string | string[] | undefined>) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        next.delete('cursor')
        for (const [name, value] of Object.entries(change)) {
          next.delete(name)
          for (const one of [value ?? []].flat()) if (one) next.append(name, one)
        }
        return next
      },
      { preventScrollReset: true },
    )
  return (
    <section aria-labelledby="rest" className="warning-section">
      <h2 id="rest">{t('rest.title')}</h2>
      <div className="warning-filter">
        <Select
          aria-label={t('rest.state')}
          value={filter.state}
          options={states.map((value) => ({ value, label: t(`state.${value}`) }))}
          onChange={(state) => set({ state: state === 'open' ? undefined : state })}
        />
        <Select
          aria-label={t('rest.kind')}
          mode="multiple"
          maxTagCount="responsive"
          allowClear
          className="warning-filter-wide"
          placeholder={t('rest.kind')}
          value={filter.kind}
          options={WarningKind.options.map((value) => ({ value, label: t(`kind.${value}`) }))}
          onChange={(kind) => set({ kind })}
        />
        <Select
          aria-label={t('rest.level')}
          mode="multiple"
          maxTagCount="responsive"
          allowClear
          className="warning-filter-wide"
          placeholder={t('rest.level')}
          value={filter.level}
          options={WarningLevel.options.map((value) => ({ value, label: t(`level.${value}`) }))}
          onChange={(level) => set({ level })}
        />
        <Select
          aria-label={t('owner')}
          value={filter.ownerId === me ? 'me' : 'all'}
          options={(['all', 'me'] as const).map((value) => ({ value, label: t(`rest.owner.${value}`) }))}
          onChange={(ownerId) => set({ ownerId: ownerId === 'me' ? 'me' : undefined })}
        />
        <Input.Search
          data-search
          allowClear
          className="warning-filter-wide"
          aria-label={t('rest.q')}
          placeholder={t('rest.q')}
          defaultValue={filter.q}
          onSearch={(q) => set({ q })}
        />
      </div>
      {warnings.isPending && <TableBones />}
      {warnings.isError && <ProblemNotice problem={warnings.error} onRetry={warnings.refetch} />}
      {warnings.data && rows.length === 0 && <EmptyState title={t('empty.title')} detail={t('empty.next')} />}
      {rows.length > 0 && (
        <ul className="warning-rows card">
          {rows.map((row, index) => (
            <li key={row.id} {...rowProps(index)}>
              <Row row={row} />
            </li>
          ))}
        </ul>
      )}
      {rows.length > 0 && warnings.data && (
        <Pager
          cursor={cursor}
          nextCursor={warnings.data.nextCursor}
          total={warnings.data.total}
          onChange={(next) =>
            setParams((before) => {
              const params = new URLSearchParams(before)
              if (next) params.set('cursor', next)
              else params.delete('cursor')
              return params
            })
          }
        />
      )}
    </section>
  )
}

function Row({ row }: { row: WarningRow }) {
  const { t } = useTranslation('warning')
  const said = useWarningWords()
  return (
    <Link to={`/warnings/${row.id}`} className="warning-row">
      <LevelTag level={row.level} />
      <span className="warning-row-what">
        <span className="warning-row-subject">{row.subject}</span>
        <span className="meta">
          {t(`kind.${row.kind}`)} · {said.line(row)}
        </span>
      </span>
      <span className="meta">{said.rows(row)}</span>
      <span className="meta">{row.owner?.name ?? t('nobody')}</span>
      <span className="meta warning-row-state">
        {row.state === 'raised' ? (
          <>
            {t(row.overdue ? 'card.overdue' : 'card.takeBy')} <DueBadge dueAt={row.acknowledgeDueAt} startedAt={row.at} />
          </>
        ) : (
          <>
            {t(`state.${row.state}`)}
            {row.verdict && ` · ${t(`verdict.${row.verdict}`)}`}
          </>
        )}
      </span>
      <span className="meta">
        <Instant at={row.at} />
      </span>
    </Link>
  )
}
