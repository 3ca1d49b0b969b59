import type { ActionRow } from '@zhiwei/contract'
import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCatalogueName } from '../classification/index.ts'
import { ActionStateTag, VerdictTag } from './marks.tsx'

/** Actions as rows: on the list, under a discipline of an 8D, and of what was spread. */
export function ActionTable({ rows, rowProps }: { rows: ActionRow[]; rowProps?: (index: number) => object }) {
  const { t } = useTranslation('improvement')
  const causeName = useCatalogueName('causes')
  return (
    <Table<ActionRow>
      rowKey="id"
      size="middle"
      pagination={false}
      dataSource={rows}
      scroll={{ x: 'max-content' }}
      {...(rowProps && { onRow: (_row: ActionRow, index?: number) => rowProps(index ?? 0) })}
      columns={[
        {
          title: t('action.one'),
          className: 'improvement-title',
          render: (_, { id, title }) => <Link to={`/actions/${id}`}>{title}</Link>,
        },
        { title: t('kind'), render: (_, { kind }) => t(`actionKind.${kind}`) },
        { title: t('state.title'), render: (_, row) => <ActionStateTag row={row} /> },
        { title: t('owner'), render: (_, { owner, unit }) => [owner.name, unit?.name].filter(Boolean).join(' · ') },
        {
          title: t('dueOn'),
          render: (_, { dueOn, overdue }) => (
            <span className={overdue ? 'is-late' : ''}>{overdue ? t('late', { day: dueOn }) : dueOn}</span>
          ),
        },
        { title: t('against'), render: (_, { cause, riskPoint }) => (cause ? causeName(cause) : (riskPoint?.name ?? '—')) },
        {
          title: t('effect.title'),
          render: (_, { verdict, watched, state }) => (
            <VerdictTag verdict={verdict} until={state === 'watching' ? watched?.to : undefined} />
          ),
        },
      ]}
    />
  )
}
