import type { AuditRow } from '@zhiwei/contract'
import { Table, type TableColumnsType } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Instant } from '../../ui/index.ts'
import { Facts } from './Facts.tsx'

const isId = (text: string) => /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(text)

/** Where the pages are of what the record tells of. */
const places: Record<string, string> = {
  customer: '/customers',
  conduct: '/conduct',
  protection: '/cases',
  action: '/actions',
  causeTree: '/cause-trees',
  eightD: '/eight-d',
  knowledge: '/knowledge',
  law: '/knowledge/laws',
}

export function AuditTable({ rows, empty }: { rows: AuditRow[]; empty: ReactNode }) {
  const { t } = useTranslation('identity')
  const columns: TableColumnsType<AuditRow> = [
    { title: t('audit.when'), key: 'at', width: 128, render: (_, { at }) => <Instant at={at} /> },
    {
      title: t('audit.who'),
      key: 'by',
      width: 96,
      responsive: ['sm'],
      render: (_, { by }) => by ?? <span className="meta">{t('audit.nobody')}</span>,
    },
    {
      title: t('audit.what'),
      key: 'what',
      width: 152,
      render: (_, row) => (
        <span className="settings-name">
          <Kind kind={row.kind} />
          <span className="meta settings-phone-only">{row.by}</span>
        </span>
      ),
    },
    { title: t('audit.subject'), key: 'subject', width: 144, responsive: ['md'], render: (_, row) => <Subject row={row} /> },
    { title: t('audit.facts'), key: 'facts', responsive: ['lg'], render: (_, row) => <Facts row={row} /> },
    { title: t('ui:reason.label'), dataIndex: 'reason', width: 176, responsive: ['md'] },
  ]
  return (
    <Table<AuditRow>
      className="card wide-table"
      rowKey="id"
      columns={columns}
      dataSource={rows}
      pagination={false}
      locale={{ emptyText: empty }}
    />
  )
}

function Kind({ kind }: { kind: string }) {
  const { t, i18n } = useTranslation('identity')
  return i18n.exists(`audit:kind.${kind}`) ? t(`audit:kind.${kind}`) : <code>{kind}</code>
}

function Subject({ row: { kind, subject } }: { row: AuditRow }) {
  const { t } = useTranslation('identity')
  if (!subject) return '–'
  if (!isId(subject)) return subject
  const thing = kind.split('.')[0] ?? ''
  const place = places[thing]
  if (place) return <Link to={`${place}/${subject}`}>{t(`audit.thing.${thing}`)}</Link>
  return <code title={subject}>{subject.slice(0, 8)}</code>
}
