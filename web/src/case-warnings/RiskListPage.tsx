import { RiskListQuery, type RiskRow } from '@zhiwei/contract'
import { Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { UnitSelect } from '../identity/index.ts'
import { ratioText, useRowCursor, useUrlState } from '../platform/index.ts'
import { DueBadge, EmptyState, Page, Pager, PriorityTag, ProblemNotice, StageMark, StatusTag, TableBones } from '../ui/index.ts'
import { WarningNav } from '../warning/index.ts'
import { useRisks } from './queries.ts'
import { Signs } from './Signs.tsx'
import { CaseWarningTabs } from './Tabs.tsx'
import './case-warnings.css'

const stages = ['1', '2', '3', '4', '5'] as const

/** 可能升级: open cases ranked by what may become of them, with reasons. Nothing follows from it by itself. */
export function RiskListPage() {
  const { t } = useTranslation('case-warnings')
  const [filter, setFilter] = useUrlState(RiskListQuery)
  const risks = useRisks(filter)
  const change = (next: Partial<typeof filter>) => setFilter({ ...filter, cursor: undefined, ...next })
  const isFiltered = filter.unitId !== undefined || filter.stage !== undefined || filter.mine !== undefined
  return (
    <Page title={t('risk.title')} nav={<WarningNav />}>
      <CaseWarningTabs />
      <p className="meta">
        {t('risk.hint')} {risks.data && t(risks.data.basis === 'model' ? 'risk.byModel' : 'risk.byRule')}
      </p>
      <div className="cw-bar">
        <Segmented
          value={filter.mine ?? 'false'}
          options={[
            { value: 'false', label: t('risk.all') },
            { value: 'true', label: t('risk.mine') },
          ]}
          onChange={(mine) => change({ mine: mine === 'true' ? 'true' : undefined })}
        />
        <div className="cw-filter">
          <UnitSelect
            label={t('risk.unit')}
            placeholder={t('risk.allUnits')}
            value={filter.unitId}
            onChange={(unitId) => change({ unitId })}
          />
        </div>
        <Select
          className="cw-filter"
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          allowClear
          aria-label={t('risk.stage')}
          placeholder={t('risk.allStages')}
          value={filter.stage ?? []}
          options={stages.map((value) => ({ value, label: `${value} ${t(`ui:stage.${value}`)}` }))}
          onChange={(stage) => change({ stage: stage.length > 0 ? stage : undefined })}
        />
      </div>
      {risks.isPending && <TableBones />}
      {risks.isError && <ProblemNotice problem={risks.error} onRetry={risks.refetch} />}
      {risks.data?.rows.length === 0 && (
        <EmptyState title={t(isFiltered ? 'risk.noneFiltered' : 'risk.none')} detail={t('risk.noneDetail')} />
      )}
      {risks.data && risks.data.rows.length > 0 && (
        <>
          <RiskRows rows={risks.data.rows} />
          <Pager
            cursor={filter.cursor}
            nextCursor={risks.data.nextCursor}
            total={risks.data.total}
            onChange={(cursor) => setFilter({ ...filter, cursor })}
          />
        </>
      )}
    </Page>
  )
}

function RiskRows({ rows }: { rows: RiskRow[] }) {
  const { t } = useTranslation('case-warnings')
  const navigate = useNavigate()
  const cases = rows.map((row) => row.case)
  const { rowProps } = useRowCursor(cases, { open: ({ id }) => void navigate(`/cases/${id}`) })
  return (
    <ol className="cw-list card" aria-label={t('risk.title')}>
      {rows.map((row, index) => (
        <li key={row.case.id} {...rowProps(index)} className="cw-row">
          <strong className="cw-score figures">
            {ratioText(row.risk)}
            <span className="cw-line" aria-hidden="true">
              <span style={{ width: `${Math.round(row.risk * 100)}%` }} />
            </span>
          </strong>
          <div className="cw-case">
            <span className="cw-head">
              {row.case.stage && <StageMark stage={row.case.stage} />}
              <Link to={`/cases/${row.case.id}`}>{row.case.number}</Link>
              <span>{row.case.subject}</span>
              <StatusTag status={row.case.status} />
              <PriorityTag priority={row.case.priority} />
            </span>
            <Signs reasons={row.reasons} none={t('risk.noReasons')} />
          </div>
          <div className="cw-side">
            <DueBadge dueAt={row.case.dueAt} />
            <span className="meta">
              {[row.case.unit?.name, row.case.handler?.name ?? row.case.agent?.name].filter(Boolean).join(' · ') || t('risk.nobody')}
            </span>
          </div>
        </li>
      ))}
    </ol>
  )
}
