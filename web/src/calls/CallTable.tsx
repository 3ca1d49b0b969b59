import type { CallRow } from '@zhiwei/contract'
import { Button, Table, type TableColumnsType, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useMay } from '../platform/index.ts'
import { colon } from '../platform/punctuation.ts'
import { Instant } from '../ui/index.ts'
import { RecordingLink } from './RecordingLink.tsx'

type Props = { rows: CallRow[]; onCallBack: (call: CallRow) => void; onContact: (contactId: string) => void }

export function CallTable({ rows, onCallBack, onContact }: Props) {
  const { t } = useTranslation('calls')
  const mayHandle = useMay('calls:handle')
  const mayReadContacts = useMay('contacts:read')
  const columns: TableColumnsType<CallRow> = [
    {
      title: t('column.who'),
      key: 'who',
      render: (_, { number, customer, isComplaint, choice, direction }) => (
        <span className="call-who">
          <span className="figures">{number ?? t('withheld')}</span>
          {customer && <Link to={`/customers/${customer.id}`}>{customer.name || t('unnamed')}</Link>}
          <span className="meta">{[direction === 'out' && t('out'), !isComplaint && choice].filter(Boolean).join(' · ')}</span>
          {isComplaint && <Tag color="error">{t('isComplaint')}</Tag>}
        </span>
      ),
    },
    { title: t('column.at'), key: 'at', render: (_, { at }) => <Instant at={at} /> },
    {
      title: t('column.state'),
      key: 'state',
      render: (_, call) => (
        <span className="call-who">
          <span className={`call-state is-${call.isMissed && !call.calledBack ? 'missed' : call.state}`}>
            {call.isMissed ? t(call.calledBack ? 'calledBack' : 'missed') : t(`state.${call.state}`)}
          </span>
          {call.talkSeconds !== null && <span className="meta">{t('talk', { seconds: talkText(call.talkSeconds) })}</span>}
          {call.calledBack && <span className="meta">{[call.calledBack.by, call.calledBack.note].filter(Boolean).join(colon())}</span>}
        </span>
      ),
    },
    { title: t('column.agent'), key: 'agent', responsive: ['md'], render: (_, { agent, extension }) => agent?.name ?? extension ?? '' },
    {
      title: t('column.became'),
      key: 'became',
      render: (_, call) => (
        <span className="call-who">
          {call.cases.map(({ id, number }) => (
            <Link key={id} to={`/cases/${id}`} className="figures">
              {number}
            </Link>
          ))}
          {call.contactId && mayReadContacts && (
            <Button size="small" type="link" onClick={() => call.contactId && onContact(call.contactId)}>
              {t('transcript')}
            </Button>
          )}
          {call.hasRecording && <RecordingLink id={call.id} />}
          {mayHandle && call.isMissed && !call.calledBack && (
            <Button size="small" onClick={() => onCallBack(call)}>
              {t('callBack.act')}
            </Button>
          )}
        </span>
      ),
    },
  ]
  return (
    <Table<CallRow> className="card" rowKey="id" columns={columns} dataSource={rows} pagination={false} scroll={{ x: 'max-content' }} />
  )
}

const talkText = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
