import { PaperClipOutlined } from '@ant-design/icons'
import type { MailRow } from '@zhiwei/contract'
import { Button, Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { sizeText, useRowCursor } from '../platform/index.ts'
import { Instant } from '../ui/index.ts'

export function MailTable({ rows, onOpen }: { rows: MailRow[]; onOpen: (id: string) => void }) {
  const { t } = useTranslation('mails')
  const cursor = useRowCursor(rows, { open: (row) => onOpen(row.id) })
  const columns: TableColumnsType<MailRow> = [
    {
      title: t('field.mail'),
      key: 'mail',
      render: (_, { id, sender, subject, account, files, sizeBytes }) => (
        <span className="mail-name">
          <Button type="link" size="small" className="mail-subject" onClick={() => onOpen(id)}>
            {subject || t('noSubject')}
          </Button>
          <span className="meta">
            {[sender ?? t('noSender'), account, sizeText(sizeBytes)].join(' · ')}
            {Boolean(files) && (
              <>
                {' · '}
                <PaperClipOutlined aria-hidden /> {t('files', { count: files ?? 0 })}
              </>
            )}
          </span>
        </span>
      ),
    },
    {
      title: t('field.why'),
      key: 'why',
      render: (_, { state, reason, case: found }) => (
        <span className="mail-name">
          {reason ? t(`reason.${reason}`) : t(`state.${state}`)}
          {found && <Link to={`/cases/${found.id}`}>{found.number}</Link>}
        </span>
      ),
    },
    { title: t('field.at'), key: 'at', responsive: ['sm'], render: (_, { receivedAt }) => <Instant at={receivedAt} /> },
  ]
  return (
    <Table<MailRow>
      className="card"
      rowKey="id"
      columns={columns}
      dataSource={rows}
      pagination={false}
      scroll={{ x: 'max-content' }}
      onRow={(_row, index) => cursor.rowProps(index ?? 0)}
    />
  )
}
