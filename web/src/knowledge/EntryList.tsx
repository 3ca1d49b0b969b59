import { type KnowledgeKind, KnowledgeListQuery, type KnowledgeRow, type KnowledgeState } from '@zhiwei/contract'
import { App, Button, Checkbox, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { CatalogueSelect, useCatalogueName } from '../classification/index.ts'
import { useMay, useRowCursor, useUrlState } from '../platform/index.ts'
import { EmptyState, Pager, ProblemNotice, TableBones, useProblemWords } from '../ui/index.ts'
import { EntryState } from './Marks.tsx'
import { useKnowledge, useKnowledgeActs } from './queries.ts'
import { SearchBox } from './SearchBox.tsx'

const states: KnowledgeState[] = ['draft', 'review', 'inForce', 'expiring', 'retired']
// The tab names the kind.
const Filter = KnowledgeListQuery.omit({ kind: true })

/** Plans or letters: searched, narrowed, newest first. */
export function EntryList({ kind }: { kind: KnowledgeKind }) {
  const { t } = useTranslation('knowledge')
  const [address, setFilter] = useUrlState(Filter)
  const { limit, cursor, q, state, category, flagged, mine } = address
  const filter = { limit, cursor, q, state, category, flagged, mine }
  const narrow = (part: Partial<typeof filter>) => setFilter({ ...filter, cursor: undefined, ...part })
  const entries = useKnowledge({ ...filter, kind })
  const isNarrowed = Boolean(q || state?.length || category || flagged || mine)
  return (
    <>
      <div className="kb-bar">
        <SearchBox key={q} label={t('search')} value={q ?? ''} onSearch={(next) => narrow({ q: next })} />
        <Select
          className="kb-filter"
          mode="multiple"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('states')}
          placeholder={t('states')}
          value={state ?? []}
          options={states.map((value) => ({ value, label: t(`state.${value}`) }))}
          onChange={(next) => narrow({ state: next.length > 0 ? next : undefined })}
        />
        <div className="kb-filter">
          <CatalogueSelect
            catalogue="categories"
            label={t('category')}
            placeholder={t('category')}
            {...(category && { value: category })}
            onChange={(next) => narrow({ category: next })}
          />
        </div>
        <Checkbox checked={flagged === true} onChange={(event) => narrow({ flagged: event.target.checked || undefined })}>
          {t('onlyFlagged')}
        </Checkbox>
        <Checkbox checked={mine === true} onChange={(event) => narrow({ mine: event.target.checked || undefined })}>
          {t('onlyMine')}
        </Checkbox>
      </div>
      {entries.isPending && <TableBones />}
      {entries.isError && <ProblemNotice problem={entries.error} onRetry={entries.refetch} />}
      {entries.data?.rows.length === 0 &&
        (isNarrowed ? <EmptyState title={t('nothingFound')} detail={t('nothingFoundDetail')} /> : <NoEntries kind={kind} />)}
      {entries.data && entries.data.rows.length > 0 && (
        <>
          <Rows rows={entries.data.rows} label={t(`tabs.${kind}`)} />
          <Pager
            cursor={cursor}
            nextCursor={entries.data.nextCursor}
            total={entries.data.total}
            onChange={(next) => setFilter({ ...filter, cursor: next })}
          />
        </>
      )}
    </>
  )
}

function Rows({ rows, label }: { rows: KnowledgeRow[]; label: string }) {
  const { t } = useTranslation('knowledge')
  const navigate = useNavigate()
  const categoryName = useCatalogueName('categories')
  const { rowProps } = useRowCursor(rows, { open: ({ id }) => void navigate(`/knowledge/${id}`) })
  return (
    <ol className="kb-list card" aria-label={label}>
      {rows.map((row, index) => (
        <li key={row.id} {...rowProps(index)} className="kb-row">
          <div className="kb-what">
            <span className="kb-head">
              <Link to={`/knowledge/${row.id}`}>{row.title}</Link>
              <EntryState {...row} />
            </span>
            {row.summary && <span>{row.summary}</span>}
            <span className="meta">{row.categories.map(categoryName).join(t('comma')) || t('allCategories')}</span>
          </div>
          <div className="kb-side meta">
            <span>{t('reviewOn', { day: row.reviewOn })}</span>
            <span>{row.owner?.name ?? t('noOwner')}</span>
            {row.used > 0 && <span>{t('usedHelped', { used: row.used, helped: row.helped })}</span>}
          </div>
        </li>
      ))}
    </ol>
  )
}

/** An older tenant has none: it may take the set that ships. */
function NoEntries({ kind }: { kind: KnowledgeKind }) {
  const { t } = useTranslation('knowledge')
  const { message } = App.useApp()
  const words = useProblemWords()
  const mayManage = useMay('knowledge:manage')
  const { addStarterSet } = useKnowledgeActs()
  return (
    <EmptyState
      title={t(`none.${kind}`)}
      detail={t('noneDetail')}
      action={
        mayManage && (
          <Button
            loading={addStarterSet.isPending}
            onClick={() =>
              addStarterSet.mutate(undefined, {
                onSuccess: ({ added }) => void message.success(t('starterAdded', { count: added })),
                onError: (error) => void message.error(words(error).title),
              })
            }
          >
            {t('takeStarter')}
          </Button>
        )
      }
    />
  )
}
