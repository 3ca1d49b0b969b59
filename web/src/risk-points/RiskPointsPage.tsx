import { PlusOutlined } from '@ant-design/icons'
import type { RiskPoint } from '@zhiwei/contract'
import { App, Button, Table, Tabs, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { downloadFile, numberText, useMay } from '../platform/index.ts'
import { EmptyState, Page, ProblemNotice, TableBones, useOpenRows, useProblemWords } from '../ui/index.ts'
import { WarningNav } from '../warning/index.ts'
import { HeatMark } from './HeatMark.tsx'
import { ImportModal } from './ImportModal.tsx'
import { PointModal } from './PointModal.tsx'
import { useRiskPointActs, useRiskPoints } from './queries.ts'
import { Suggestions } from './Suggestions.tsx'
import './risk-points.css'

type Node = RiskPoint & { children?: Node[] }

/** 风险点: the register as a tree, hottest to be seen at a glance, and what is suggested for it. */
export function RiskPointsPage() {
  const { t } = useTranslation('risk-points')
  const { message } = App.useApp()
  const words = useProblemWords()
  const mayManage = useMay('warnings:manage')
  const [params, setParams] = useSearchParams()
  const [open, setOpen] = useState<'new' | 'import'>()
  const points = useRiskPoints()
  const { add } = useRiskPointActs()
  const rows = points.data?.rows ?? []
  const tab = params.get('tab') === 'suggestions' ? 'suggestions' : 'register'
  const take = (format: 'xlsx' | 'csv') =>
    downloadFile('/risk-points-file', { format }).catch((error: unknown) => void message.error(words(error).title))
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Button onClick={() => void take('xlsx')}>{t('export')}</Button>
          {mayManage && <Button onClick={() => setOpen('import')}>{t('import')}</Button>}
          {mayManage && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen('new')}>
              {t('new')}
            </Button>
          )}
        </>
      }
    >
      <WarningNav />
      <Tabs
        activeKey={tab}
        items={(['register', 'suggestions'] as const).map((key) => ({ key, label: t(`tabs.${key}`) }))}
        onChange={(key) => setParams(key === 'suggestions' ? { tab: key } : {})}
      />
      {points.isPending && <TableBones />}
      {points.isError && <ProblemNotice problem={points.error} onRetry={points.refetch} />}
      {points.data &&
        tab === 'register' &&
        (rows.length > 0 ? <Register rows={rows} /> : <EmptyState title={t('none')} detail={t('noneDetail')} />)}
      {points.data && tab === 'suggestions' && <Suggestions points={rows} />}
      {open === 'new' && (
        <PointModal
          title={t('new')}
          initial={{}}
          points={rows}
          onSubmit={(input) => add.mutateAsync(input)}
          onClose={() => setOpen(undefined)}
        />
      )}
      {open === 'import' && <ImportModal onClose={() => setOpen(undefined)} />}
    </Page>
  )
}

function Register({ rows }: { rows: RiskPoint[] }) {
  const { t } = useTranslation('risk-points')
  const tree = treeOf(rows)
  const expandable = useOpenRows<Node>(rows, ({ id }) => id)
  return (
    <Table<Node>
      rowKey="id"
      size="middle"
      pagination={false}
      dataSource={tree}
      expandable={expandable}
      scroll={{ x: 'max-content' }}
      columns={[
        {
          title: t('name'),
          render: (_, point) => (
            <>
              <Link to={`/warnings/risk-points/${point.id}`}>{point.name}</Link> {!point.active && <Tag>{t('inactive')}</Tag>}
            </>
          ),
        },
        { title: t('kind.label'), render: (_, { kind }) => t(`kind.${kind}`) },
        { title: t('heat.sevenDays'), render: (_, { heat }) => <HeatMark heat={heat} /> },
        {
          title: t('per10k.title'),
          align: 'right',
          render: (_, { per10k }) =>
            per10k ? <span title={t('per10k.of', { ...per10k, exposure: numberText(per10k.exposure) })}>{per10k.ratio}</span> : '—',
        },
        { title: t('owner'), render: (_, { owner, unit }) => [owner?.name, unit?.name].filter(Boolean).join(' · ') || '—' },
        {
          title: t('measure'),
          className: 'point-measure',
          render: (_, { measure, measureDueOn, measureDoneOn, measureOverdue }) =>
            measure ? (
              <>
                <span className="point-measure-text">{measure}</span>{' '}
                <span className={measureOverdue ? 'point-late' : 'meta'}>
                  {measureDoneOn
                    ? t('doneOn', { day: measureDoneOn })
                    : measureDueOn && t(measureOverdue ? 'lateOn' : 'dueOn', { day: measureDueOn })}
                </span>
              </>
            ) : (
              '—'
            ),
        },
      ]}
    />
  )
}

function treeOf(rows: RiskPoint[]): Node[] {
  const ids = new Set(rows.map(({ id }) => id))
  const below = Map.groupBy(rows, ({ parentId }) => (parentId && ids.has(parentId) ? parentId : ''))
  const walk = (parent: string): Node[] =>
    (below.get(parent) ?? []).map((point) => {
      const children = walk(point.id)
      return children.length > 0 ? { ...point, children } : point
    })
  return walk('')
}
