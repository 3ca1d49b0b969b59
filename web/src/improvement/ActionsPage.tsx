import { PlusOutlined } from '@ant-design/icons'
import { ActionListQuery, type ActionState } from '@zhiwei/contract'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { CatalogueSelect } from '../classification/index.ts'
import { useMay, useRowCursor, useUrlState } from '../platform/index.ts'
import { EmptyState, Page, Pager, ProblemNotice, TableBones } from '../ui/index.ts'
import { ActionTable } from './ActionTable.tsx'
import { NewActionModal } from './NewActionModal.tsx'
import { useActions } from './queries.ts'
import { ImprovementTabs } from './Tabs.tsx'
import './improvement.css'

const states: ActionState[] = ['proposed', 'open', 'done', 'watching', 'inconclusive', 'effective', 'closed', 'cancelled', 'declined']
const wholes = ['all', 'mine', 'overdue'] as const

/** 措施清单, newest first. The filter lives in the address; `?new=corrective` opens the form with what the address names. */
export function ActionsPage() {
  const { t } = useTranslation('improvement')
  const navigate = useNavigate()
  const mayOpen = useMay('actions:manage')
  const [params, setParams] = useSearchParams()
  const [filter, setFilter] = useUrlState(ActionListQuery)
  const actions = useActions({ ...filter, limit: 50 })
  const rows = actions.data?.rows ?? []
  const { rowProps } = useRowCursor(rows, { open: ({ id }) => void navigate(`/actions/${id}`) })
  const change = (next: Partial<typeof filter>) => setFilter({ ...filter, cursor: undefined, ...next })
  const whole = filter.mine ? 'mine' : filter.overdue ? 'overdue' : 'all'
  return (
    <Page
      title={t('title')}
      actions={
        mayOpen && (
          <Button
            type="primary"
            icon={<PlusOutlined />}
            onClick={() => setParams((now) => ({ ...Object.fromEntries(now), new: 'corrective' }))}
          >
            {t('action.new')}
          </Button>
        )
      }
    >
      <ImprovementTabs active="actions" />
      <div className="improvement-filter">
        <Select
          aria-label={t('filter.whose')}
          value={whole}
          options={wholes.map((value) => ({ value, label: t(`filter.${value}`) }))}
          onChange={(value) => change({ mine: value === 'mine' || undefined, overdue: value === 'overdue' || undefined })}
        />
        <Select
          mode="multiple"
          allowClear
          maxTagCount="responsive"
          aria-label={t('filter.state')}
          placeholder={t('filter.state')}
          value={filter.state ?? []}
          options={states.map((value) => ({ value, label: t(`state.${value}`) }))}
          onChange={(state) => change({ state })}
        />
        <CatalogueSelect
          catalogue="causes"
          label={t('cause')}
          placeholder={t('cause')}
          value={filter.cause}
          onChange={(cause) => change({ cause })}
        />
      </div>
      {actions.isPending && <TableBones />}
      {actions.isError && <ProblemNotice problem={actions.error} onRetry={actions.refetch} />}
      {actions.data && rows.length === 0 && <EmptyState title={t('action.empty')} detail={t('action.emptyDetail')} />}
      {rows.length > 0 && <ActionTable rows={rows} rowProps={rowProps} />}
      {rows.length > 0 && actions.data && (
        <Pager
          cursor={filter.cursor}
          nextCursor={actions.data.nextCursor}
          total={actions.data.total}
          onChange={(cursor) => setFilter({ ...filter, cursor })}
        />
      )}
      {mayOpen && params.has('new') && (
        <NewActionModal params={params} onDone={(id) => void navigate(`/actions/${id}`)} onClose={() => setParams({}, { replace: true })} />
      )}
    </Page>
  )
}
