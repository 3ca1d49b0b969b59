import { CaseGroupListQuery, type CaseGroupRow } from '@zhiwei/contract'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useRowCursor, useUrlState } from '../platform/index.ts'
import { EmptyState, Instant, Page, Pager, ProblemNotice, TableBones } from '../ui/index.ts'
import { WarningNav } from '../warning/index.ts'
import { GroupState } from './GroupState.tsx'
import { useGroups } from './queries.ts'
import './case-warnings.css'

const states = ['found', 'proposed', 'approved', 'refused', 'dismissed'] as const

/** 群诉: five people or more with one matter, those that grew last first. */
export function GroupListPage() {
  const { t } = useTranslation('case-warnings')
  const [filter, setFilter] = useUrlState(CaseGroupListQuery)
  const groups = useGroups(filter)
  return (
    <Page title={t('groups.title')} nav={<WarningNav />}>
      <p className="meta">{t('groups.hint')}</p>
      <div className="cw-bar">
        <Select
          className="cw-filter"
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          allowClear
          aria-label={t('groups.states')}
          placeholder={t('groups.states')}
          value={filter.state ?? []}
          options={states.map((value) => ({ value, label: t(`groups.state.${value}`) }))}
          onChange={(state) => setFilter({ ...filter, cursor: undefined, state: state.length > 0 ? state : undefined })}
        />
      </div>
      {groups.isPending && <TableBones />}
      {groups.isError && <ProblemNotice problem={groups.error} onRetry={groups.refetch} />}
      {groups.data?.rows.length === 0 && <EmptyState title={t('groups.none')} detail={t('groups.noneDetail')} />}
      {groups.data && groups.data.rows.length > 0 && (
        <>
          <GroupRows rows={groups.data.rows} />
          <Pager
            cursor={filter.cursor}
            nextCursor={groups.data.nextCursor}
            total={groups.data.total}
            onChange={(cursor) => setFilter({ ...filter, cursor })}
          />
        </>
      )}
    </Page>
  )
}

function GroupRows({ rows }: { rows: CaseGroupRow[] }) {
  const { t } = useTranslation('case-warnings')
  const navigate = useNavigate()
  const { rowProps } = useRowCursor(rows, { open: ({ id }) => void navigate(`/warnings/groups/${id}`) })
  return (
    <ol className="cw-list card" aria-label={t('groups.title')}>
      {rows.map((row, index) => (
        <li key={row.id} {...rowProps(index)} className="cw-row">
          <strong className="figures">{t('groups.people', { people: row.people, cases: row.cases })}</strong>
          <div className="cw-case">
            <span className="cw-head">
              <Link to={`/warnings/groups/${row.id}`}>{row.subject}</Link>
              <GroupState state={row.state} />
            </span>
            <span className="meta">{[row.product, row.region].filter(Boolean).join(' · ')}</span>
          </div>
          <div className="cw-side meta">
            {t('groups.since')} <Instant at={row.firstAt} />
            <br />
            {t('groups.until')} <Instant at={row.lastAt} />
          </div>
        </li>
      ))}
    </ol>
  )
}
