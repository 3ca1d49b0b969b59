import { PlusOutlined } from '@ant-design/icons'
import { type ActionSeverity, EightDListQuery, type EightDRow } from '@zhiwei/contract'
import { Button, Form, Input, Select, Table, Tag } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { PersonSelect } from '../identity/index.ts'
import { useMay, useUrlState } from '../platform/index.ts'
import { EmptyState, FormModal, GrowingText, Instant, Page, Pager, ProblemNotice, TableBones } from '../ui/index.ts'
import { useReportActs, useReports } from './queries.ts'
import { ImprovementTabs } from './Tabs.tsx'
import './improvement.css'

const severities: ActionSeverity[] = ['critical', 'major', 'minor']

/** 8D 报告清单, newest first. */
export function EightDsPage() {
  const { t } = useTranslation('improvement')
  const navigate = useNavigate()
  const mayOpen = useMay('actions:manage')
  const [params, setParams] = useSearchParams()
  const [filter, setFilter] = useUrlState(EightDListQuery)
  const reports = useReports({ ...filter, limit: 50 })
  const rows = reports.data?.rows ?? []
  return (
    <Page
      title={t('title')}
      actions={
        mayOpen && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setParams((now) => ({ ...Object.fromEntries(now), new: '1' }))}>
            {t('eightD.new')}
          </Button>
        )
      }
    >
      <ImprovementTabs active="eightD" />
      <div className="improvement-filter">
        <Select
          aria-label={t('eightD.filter')}
          value={filter.open === undefined ? 'all' : String(filter.open)}
          options={['all', 'true', 'false'].map((value) => ({ value, label: t(`eightD.open.${value}`) }))}
          onChange={(value) => setFilter({ ...filter, cursor: undefined, open: value === 'all' ? undefined : value === 'true' })}
        />
      </div>
      {reports.isPending && <TableBones />}
      {reports.isError && <ProblemNotice problem={reports.error} onRetry={reports.refetch} />}
      {reports.data && rows.length === 0 && <EmptyState title={t('eightD.empty')} detail={t('eightD.emptyDetail')} />}
      {rows.length > 0 && (
        <Table<EightDRow>
          rowKey="id"
          size="middle"
          pagination={false}
          dataSource={rows}
          scroll={{ x: 'max-content' }}
          columns={[
            {
              title: t('eightD.problem'),
              className: 'improvement-title',
              render: (_, { id, title }) => <Link to={`/eight-d/${id}`}>{title}</Link>,
            },
            { title: t('severity.title'), render: (_, { severity }) => t(`severity.${severity}`) },
            { title: t('eightD.leader'), render: (_, { leader }) => leader.name },
            { title: t('tab.actions'), render: (_, { actions }) => t('eightD.endedOf', actions) },
            { title: t('state.title'), render: (_, { closedAt }) => <Tag>{t(`eightD.open.${closedAt ? 'false' : 'true'}`)}</Tag> },
            { title: t('eightD.at'), render: (_, { at }) => <Instant at={at} /> },
          ]}
        />
      )}
      {rows.length > 0 && reports.data && (
        <Pager
          cursor={filter.cursor}
          nextCursor={reports.data.nextCursor}
          total={reports.data.total}
          onChange={(cursor) => setFilter({ ...filter, cursor })}
        />
      )}
      {mayOpen && params.has('new') && (
        <NewReport params={params} onDone={(id) => void navigate(`/eight-d/${id}`)} onClose={() => setParams({}, { replace: true })} />
      )}
    </Page>
  )
}

type Values = { title: string; severity: ActionSeverity; leaderId: string; problem?: string }

function NewReport({ params, onDone, onClose }: { params: URLSearchParams; onDone: (id: string) => void; onClose: () => void }) {
  const { t } = useTranslation('improvement')
  const made = useRef<string>(undefined)
  const { open } = useReportActs()
  return (
    <FormModal<Values>
      open
      width={560}
      title={t('eightD.new')}
      okText={t('eightD.begin')}
      initialValues={{ severity: 'major', title: (params.get('problem') ?? '').slice(0, 120) }}
      onSubmit={async ({ problem, ...values }) => {
        const given = {
          caseIds: params.getAll('forCase'),
          topicId: params.get('forTopic'),
          riskPointId: params.get('forPoint'),
          causeTreeId: params.get('tree'),
        }
        made.current = (await open.mutateAsync({ ...values, ...given, texts: { problem: problem ?? '' } })).id
      }}
      onClose={() => (made.current ? onDone(made.current) : onClose())}
    >
      <Form.Item
        name="title"
        label={t('eightD.problem')}
        rules={[{ required: true, whitespace: true, message: t('eightD.problemRequired') }]}
      >
        <Input maxLength={120} autoFocus />
      </Form.Item>
      <div className="improvement-fields">
        <Form.Item name="severity" label={t('severity.title')}>
          <Select options={severities.map((value) => ({ value, label: t(`severity.${value}`) }))} />
        </Form.Item>
        <Form.Item name="leaderId" label={t('eightD.leader')} rules={[{ required: true, message: t('eightD.leaderRequired') }]}>
          <PersonSelect permission="actions:handle" />
        </Form.Item>
      </div>
      <Form.Item name="problem" label={t('eightD.d2')} extra={t('eightD.d2Hint')}>
        <GrowingText minRows={3} maxRows={10} />
      </Form.Item>
    </FormModal>
  )
}
