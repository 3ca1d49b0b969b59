import { PlusOutlined } from '@ant-design/icons'
import { type CauseTreeInput, CauseTreeListQuery, type CauseTreeRow } from '@zhiwei/contract'
import { Button, Form, Input, Radio, Table } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { useCatalogueName } from '../classification/index.ts'
import { useMay, useUrlState } from '../platform/index.ts'
import { EmptyState, FormModal, Instant, Page, Pager, ProblemNotice, TableBones } from '../ui/index.ts'
import { useCauseTrees, useTreeActs } from './queries.ts'
import { ImprovementTabs } from './Tabs.tsx'
import './improvement.css'
import { comma } from '../platform/punctuation.ts'

/** 根因分析清单: trees of whys and fishbones, the last changed first. `?new=1` begins one, bound to what the address names. */
export function CauseTreesPage() {
  const { t } = useTranslation('improvement')
  const navigate = useNavigate()
  const causeName = useCatalogueName('causes')
  const mayDraw = useMay('cases:findCause')
  const [params, setParams] = useSearchParams()
  const [filter, setFilter] = useUrlState(CauseTreeListQuery)
  const trees = useCauseTrees({ ...filter, limit: 50 })
  const rows = trees.data?.rows ?? []
  const begin = () => setParams({ ...Object.fromEntries(params), new: '1' })
  return (
    <Page
      title={t('title')}
      actions={
        mayDraw && (
          <Button type="primary" icon={<PlusOutlined />} onClick={begin}>
            {t('tree.new')}
          </Button>
        )
      }
    >
      <ImprovementTabs active="trees" />
      <div className="improvement-filter">
        <Input.Search
          data-search
          allowClear
          aria-label={t('tree.search')}
          placeholder={t('tree.search')}
          defaultValue={filter.q}
          onSearch={(q) => setFilter({ ...filter, cursor: undefined, q: q || undefined })}
        />
      </div>
      {trees.isPending && <TableBones />}
      {trees.isError && <ProblemNotice problem={trees.error} onRetry={trees.refetch} />}
      {trees.data && rows.length === 0 && <EmptyState title={t('tree.empty')} detail={t('tree.emptyDetail')} />}
      {rows.length > 0 && (
        <Table<CauseTreeRow>
          rowKey="id"
          size="middle"
          pagination={false}
          dataSource={rows}
          scroll={{ x: 'max-content' }}
          columns={[
            {
              title: t('tree.problemLabel'),
              className: 'improvement-title',
              render: (_, { id, title }) => <Link to={`/cause-trees/${id}`}>{title}</Link>,
            },
            { title: t('kind'), render: (_, { kind }) => t(`treeKind.${kind}`) },
            { title: t('tree.nodes'), align: 'right', render: (_, { nodes, confirmed }) => t('tree.confirmedOf', { nodes, confirmed }) },
            { title: t('cause'), render: (_, { causes }) => causes.map((code) => causeName(code)).join(comma()) || '—' },
            { title: t('tab.actions'), align: 'right', dataIndex: 'actions' },
            {
              title: t('tree.changed'),
              render: (_, { changedAt, changedBy }) => (
                <>
                  <Instant at={changedAt} /> {changedBy?.name}
                </>
              ),
            },
          ]}
        />
      )}
      {rows.length > 0 && trees.data && (
        <Pager
          cursor={filter.cursor}
          nextCursor={trees.data.nextCursor}
          total={trees.data.total}
          onChange={(cursor) => setFilter({ ...filter, cursor })}
        />
      )}
      {params.has('new') && mayDraw && (
        <NewTree
          bound={{ caseIds: params.getAll('forCase'), topicId: params.get('forTopic'), riskPointId: params.get('forPoint') }}
          title={params.get('problem') ?? ''}
          onDone={(id) => void navigate(`/cause-trees/${id}`, { replace: true })}
          onClose={() => setParams({}, { replace: true })}
        />
      )}
    </Page>
  )
}

type Bound = Pick<CauseTreeInput, 'caseIds' | 'topicId' | 'riskPointId'>
type Values = Pick<CauseTreeInput, 'kind' | 'title'>

function NewTree({ bound, title, onDone, onClose }: { bound: Bound; title: string; onDone: (id: string) => void; onClose: () => void }) {
  const { t } = useTranslation('improvement')
  const made = useRef<string>(undefined)
  const { draw } = useTreeActs()
  return (
    <FormModal<Values>
      open
      title={t('tree.new')}
      okText={t('tree.begin')}
      initialValues={{ kind: 'fishbone', title }}
      onSubmit={async (values) => {
        made.current = (await draw.mutateAsync({ ...values, ...bound })).id
      }}
      onClose={() => (made.current ? onDone(made.current) : onClose())}
    >
      <Form.Item name="kind" label={t('kind')}>
        <Radio.Group
          optionType="button"
          options={(['fishbone', 'fiveWhys'] as const).map((value) => ({ value, label: t(`treeKind.${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="title"
        label={t('tree.problemLabel')}
        extra={t('tree.problemHint')}
        rules={[{ required: true, whitespace: true, message: t('tree.problemRequired') }]}
      >
        <Input maxLength={200} autoFocus />
      </Form.Item>
    </FormModal>
  )
}
