import type { ChannelAccount } from '@zhiwei/contract'
import { App, Button, Switch, Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Instant, useProblemWords } from '../ui/index.ts'
import { useAccountActs } from './queries.ts'

type Props = { rows: ChannelAccount[]; onEdit: (account: ChannelAccount) => void }

export function AccountTable({ rows, onEdit }: Props) {
  const { t } = useTranslation('channels')
  const { message } = App.useApp()
  const words = useProblemWords()
  const { change, check } = useAccountActs()
  const onError = (error: unknown) => void message.error(words(error).title)
  const ask = (id: string) =>
    check.mutate(id, {
      onSuccess: ({ ok, said }) =>
        void (ok ? message.success(t('account.checked', { said })) : message.error(t('account.checkFailed', { said }))),
      onError,
    })
  const columns: TableColumnsType<ChannelAccount> = [
    {
      title: t('account.name'),
      key: 'name',
      render: (_, { name, door, lastError, lost }) => (
        <span className="settings-name">
          {name}
          <span className="meta">{t(`door.${door}`)}</span>
          {lastError && <span className="channel-error">{lastError}</span>}
          {lost && (
            <span className="channel-error">
              {t('account.lost', { count: lost.count })} <Instant at={lost.at} /> {lost.why}
            </span>
          )}
        </span>
      ),
    },
    {
      title: t('account.lastOk'),
      key: 'lastOkAt',
      responsive: ['md'],
      render: (_, { lastOkAt }) => (lastOkAt ? <Instant at={lastOkAt} /> : <span className="meta">{t('account.never')}</span>),
    },
    {
      title: t('account.open'),
      key: 'isOpen',
      render: (_, { id, name, settings, version, isOpen }) => (
        <Switch
          size="small"
          checked={isOpen}
          aria-label={t('account.openOf', { name })}
          onChange={(next) => change.mutate({ id, name, settings, version, isOpen: next }, { onError })}
        />
      ),
    },
    {
      title: <span className="out-of-sight">{t('account.acts')}</span>,
      key: 'acts',
      align: 'right',
      render: (_, account) => (
        <span className="settings-acts">
          <Button type="text" size="small" loading={check.isPending && check.variables === account.id} onClick={() => ask(account.id)}>
            {t('account.check')}
          </Button>
          <Button type="text" size="small" onClick={() => onEdit(account)}>
            {t('account.change')}
          </Button>
        </span>
      ),
    },
  ]
  return (
    <Table<ChannelAccount>
      className="card"
      rowKey="id"
      columns={columns}
      dataSource={rows}
      pagination={false}
      scroll={{ x: 'max-content' }}
      rowClassName={({ isOpen }) => (isOpen ? '' : 'is-inactive')}
    />
  )
}
