import { Door, MessageKind, MessageState, type OutgoingMessageRow } from '@zhiwei/contract'
import { Select, Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { EmptyState, Instant, Pager, ProblemNotice, TableBones } from '../ui/index.ts'
import { MessageWords } from './MessageWords.tsx'
import type { Place } from './OutgoingPage.tsx'
import { useMessages } from './queries.ts'
import { SendAgain } from './SendAgain.tsx'
import { StateText } from './StateText.tsx'

type Props = { place: Place; onPlace: (more: Partial<Place>) => void }

/** 发送记录: every message, newest first; a row opens its words. */
export function LogPart({ place, onPlace }: Props) {
  const { t } = useTranslation('channels')
  const { state, kind, door, cursor } = place
  const messages = useMessages({ state, kind, door, cursor })
  const filter = (name: 'state' | 'kind' | 'door', label: string, options: readonly string[]) => (
    <Select
      allowClear
      value={place[name] ?? null}
      placeholder={label}
      aria-label={label}
      popupMatchSelectWidth={false}
      onChange={(value) => onPlace({ [name]: value ?? undefined })}
      options={options.map((value) => ({ value, label: t(`${name}.${value}`) }))}
    />
  )
  const columns: TableColumnsType<OutgoingMessageRow> = [
    { title: t('log.at'), key: 'at', render: (_, { at }) => <Instant at={at} /> },
    { title: t('log.what'), key: 'kind', render: (_, row) => t(`kind.${row.kind}`) },
    {
      title: t('log.to'),
      key: 'to',
      render: (_, row) => (
        <span className="settings-name">
          {row.to}
          <span className="meta">{t(`door.${row.door}`)}</span>
        </span>
      ),
    },
    { title: t('log.case'), key: 'case', render: (_, row) => row.case && <Link to={`/cases/${row.case.id}`}>{row.case.number}</Link> },
    { title: t('log.state'), key: 'state', render: (_, row) => <StateText row={row} /> },
    {
      title: <span className="out-of-sight">{t('log.acts')}</span>,
      key: 'acts',
      align: 'right',
      render: (_, row) => row.can.sendAgain && <SendAgain id={row.id} />,
    },
  ]
  return (
    <>
      <div className="message-filters">
        {filter('state', t('log.filterState'), MessageState.options)}
        {filter('kind', t('log.filterKind'), MessageKind.options)}
        {filter('door', t('log.filterDoor'), Door.options)}
      </div>
      {messages.isPending && <TableBones count={6} />}
      {messages.isError && <ProblemNotice problem={messages.error} onRetry={messages.refetch} />}
      {messages.data?.rows.length === 0 && <EmptyState title={t('log.none')} detail={t('log.noneDetail')} />}
      {messages.data && messages.data.rows.length > 0 && (
        <>
          <Table<OutgoingMessageRow>
            className="card"
            rowKey="id"
            columns={columns}
            dataSource={messages.data.rows}
            pagination={false}
            scroll={{ x: 'max-content' }}
            expandable={{ expandedRowRender: ({ id }) => <MessageWords id={id} /> }}
          />
          <Pager
            cursor={cursor}
            nextCursor={messages.data.nextCursor}
            total={messages.data.total}
            onChange={(next) => onPlace({ cursor: next })}
          />
        </>
      )}
    </>
  )
}
