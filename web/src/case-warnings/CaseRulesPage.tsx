import type { CaseRule } from '@zhiwei/contract'
import { App, Button, Form, InputNumber, Segmented, Switch, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useMay } from '../platform/index.ts'
import { FormModal, Instant, Page, ProblemNotice, StageMark, TableBones, useProblemWords } from '../ui/index.ts'
import { WarningNav } from '../warning/index.ts'
import { useCaseRules, useChangeCaseRule } from './queries.ts'
import { CaseWarningTabs } from './Tabs.tsx'
import './case-warnings.css'

const purposes = ['stage', 'longChain', 'risk'] as const

/** 工单规则: from which figure on a sign counts how much. */
export function CaseRulesPage() {
  const { t } = useTranslation('case-warnings')
  const [params, setParams] = useSearchParams()
  const purpose = purposes.find((one) => one === params.get('purpose')) ?? 'stage'
  const rules = useCaseRules(purpose)
  const [editing, setEditing] = useState<CaseRule>()
  const mayManage = useMay('warnings:manage')
  return (
    <Page title={t('rules.title')} nav={<WarningNav />}>
      <CaseWarningTabs />
      <div className="cw-bar">
        <Segmented
          value={purpose}
          options={purposes.map((value) => ({ value, label: t(`rules.purpose.${value}`) }))}
          onChange={(value) => setParams({ purpose: value })}
        />
      </div>
      <p className="meta">
        {t('rules.hint')} {t(`rules.purposeHint.${purpose}`)}
      </p>
      {rules.isPending && <TableBones />}
      {rules.isError && <ProblemNotice problem={rules.error} onRetry={rules.refetch} />}
      {rules.data && <RuleTable rows={rules.data.rows} purpose={purpose} mayManage={mayManage} onEdit={setEditing} />}
      {editing && <EditRule rule={rules.data?.rows.find(({ id }) => id === editing.id) ?? editing} onClose={() => setEditing(undefined)} />}
    </Page>
  )
}

type Props = { rows: CaseRule[]; purpose: string; mayManage: boolean; onEdit: (rule: CaseRule) => void }

function RuleTable({ rows, purpose, mayManage, onEdit }: Props) {
  const { t } = useTranslation('case-warnings')
  const { message } = App.useApp()
  const words = useProblemWords()
  const change = useChangeCaseRule()
  const turn = ({ id, version }: CaseRule, active: boolean) =>
    change.mutate({ id, version, active }, { onError: (error) => void message.error(words(error).title) })
  return (
    <Table<CaseRule>
      rowKey="id"
      size="small"
      pagination={false}
      dataSource={rows}
      scroll={{ x: 'max-content' }}
      columns={[
        { title: t('rules.sign'), render: (_, { sign }) => t(`signName.${sign}`) },
        { title: t('rules.atLeast'), dataIndex: 'atLeast', align: 'right' },
        { title: t('rules.points'), dataIndex: 'points', align: 'right' },
        ...(purpose === 'stage'
          ? [{ title: t('rules.toStage'), render: (_: unknown, { toStage }: CaseRule) => toStage && <StageMark stage={toStage} /> }]
          : []),
        { title: t('rules.since'), render: (_, { effectiveFrom }) => <Instant at={effectiveFrom} /> },
        {
          title: t('rules.active'),
          render: (_, rule) => (
            <Switch
              size="small"
              aria-label={`${t(`signName.${rule.sign}`)} ${rule.atLeast}`}
              checked={rule.active}
              disabled={!mayManage || change.isPending}
              onChange={(active) => turn(rule, active)}
            />
          ),
        },
        ...(mayManage
          ? [
              {
                title: '',
                render: (_: unknown, rule: CaseRule) => (
                  <Button type="link" size="small" onClick={() => onEdit(rule)}>
                    {t('rules.edit')}
                  </Button>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}

function EditRule({ rule, onClose }: { rule: CaseRule; onClose: () => void }) {
  const { t } = useTranslation('case-warnings')
  const change = useChangeCaseRule()
  const required = [{ required: true, message: t('rules.required') }]
  return (
    <FormModal<{ atLeast: number; points: number }>
      open
      title={t('rules.editTitle', { name: t(`signName.${rule.sign}`) })}
      okText={t('rules.save')}
      initialValues={{ atLeast: rule.atLeast, points: rule.points }}
      onSubmit={(values) => change.mutateAsync({ id: rule.id, version: rule.version, ...values })}
      onClose={onClose}
    >
      <Form.Item name="atLeast" label={t('rules.atLeast')} rules={required}>
        <InputNumber min={0.1} max={10_000} step={1} autoFocus />
      </Form.Item>
      <Form.Item name="points" label={t('rules.points')} rules={required}>
        <InputNumber min={0} max={rule.purpose === 'stage' ? 1 : 100} step={rule.purpose === 'stage' ? 0.5 : 1} />
      </Form.Item>
    </FormModal>
  )
}
