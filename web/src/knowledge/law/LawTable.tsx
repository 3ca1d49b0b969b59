import { LawListQuery, type LawRow } from '@zhiwei/contract'
import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useRowCursor, useUrlState } from '../../platform/index.ts'
import { EmptyState, Pager, ProblemNotice, TableBones } from '../../ui/index.ts'
import { useLaws } from '../queries.ts'
import { SearchBox } from '../SearchBox.tsx'

/** 法规: articles with what they say today, until when, and how many plans cite them. */
export function LawTable() {
  const { t } = useTranslation('knowledge')
  const [filter, setFilter] = useUrlState(LawListQuery)
  const laws = useLaws(filter)
  return (
    <>
      <div className="kb-bar">
        <SearchBox
          key={filter.q}
          label={t('searchLaw')}
          value={filter.q ?? ''}
          onSearch={(q) => setFilter({ ...filter, cursor: undefined, q })}
        />
      </div>
      {laws.isPending && <TableBones />}
      {laws.isError && <ProblemNotice problem={laws.error} onRetry={laws.refetch} />}
      {laws.data?.rows.length === 0 && <EmptyState title={t('none.law')} detail={t('noneLawDetail')} />}
      {laws.data && laws.data.rows.length > 0 && (
        <>
          <Rows rows={laws.data.rows} />
          <Pager
            cursor={filter.cursor}
            nextCursor={laws.data.nextCursor}
            total={laws.data.total}
            onChange={(cursor) => setFilter({ ...filter, cursor })}
          />
        </>
      )}
    </>
  )
}

function Rows({ rows }: { rows: LawRow[] }) {
  const { t } = useTranslation('knowledge')
  const navigate = useNavigate()
  const { rowProps } = useRowCursor(rows, { open: ({ id }) => void navigate(`/knowledge/laws/${id}`) })
  return (
    <ol className="kb-list card" aria-label={t('tabs.law')}>
      {rows.map((row, index) => (
        <li key={row.id} {...rowProps(index)} className="kb-row">
          <div className="kb-what">
            <span className="kb-head">
              <Link to={`/knowledge/laws/${row.id}`}>
                {row.law}
                {row.article ?? ''}
              </Link>
              <LawState endsOn={row.endsOn} ended={row.ended} />
            </span>
            <span className="kb-clamp">{row.text.text}</span>
          </div>
          <div className="kb-side meta">
            <span>{t('law.validFrom', { day: row.text.validFrom })}</span>
            <span>{t(`confidence.${row.text.confidence}`)}</span>
            <span>{t('law.citedBy', { count: row.citedBy })}</span>
          </div>
        </li>
      ))}
    </ol>
  )
}

export function LawState({ endsOn, ended }: Pick<LawRow, 'endsOn' | 'ended'>) {
  const { t } = useTranslation('knowledge')
  if (!endsOn) return null
  return <Tag className="kb-state is-flagged">{ended ? t('law.endedOn', { day: endsOn }) : t('law.endsOn', { day: endsOn })}</Tag>
}
