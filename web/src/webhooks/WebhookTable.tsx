import type { WebhookIn, WebhookOut } from '@zhiwei/contract'
import { App, Button, Switch, Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Instant, useProblemWords } from '../ui/index.ts'
import { type Direction, useWebhookActs } from './queries.ts'

type Hook = WebhookIn | WebhookOut
type Props = {
  direction: Direction
  rows: Hook[]
  onEdit: (hook: Hook) => void
  onSecret: (secret: string) => void
  onLog: (id: string) => void
}

export function WebhookTable({ direction, rows, onEdit, onSecret, onLog }: Props) {
  const { t } = useTranslation('webhooks')
  const { message, modal } = App.useApp()
  const words = useProblemWords()
  const { change, rotate, remove } = useWebhookActs(direction)
  const onError = (error: unknown) => void message.error(words(error).title)
  const askToRotate = ({ id, name }: Hook) =>
    void modal.confirm({
      title: t('secret.askTitle', { name }),
      content: t('secret.ask'),
      okText: t('secret.make'),
      onOk: () => rotate.mutateAsync(id).then(({ secret }) => onSecret(secret), onError),
    })
  const askToRemove = ({ id, name }: Hook) =>
    void modal.confirm({
      title: t('removeTitle', { name }),
      okText: t('remove'),
      okButtonProps: { danger: true },
      onOk: () => remove.mutateAsync(id).catch(onError),
    })

  const columns: TableColumnsType<Hook> = [
    {
      title: t('name'),
      key: 'name',
      render: (_, hook) => (
        <span className="settings-name">
          {hook.name}
          <span className="meta webhook-address">
            {'address' in hook ? hook.address : [hook.host, t('kindCount', { count: hook.kinds.length })].join(' · ')}
          </span>
          {hook.lastError && <span className="webhook-error">{hook.lastError}</span>}
          {'dead' in hook && hook.dead > 0 && <span className="webhook-error">{t('dead', { count: hook.dead })}</span>}
          {hook.previousUntil && new Date(hook.previousUntil) > new Date() && (
            <span className="meta">
              {t('secret.bothUntil')} <Instant at={hook.previousUntil} />
            </span>
          )}
        </span>
      ),
    },
    {
      title: t('last'),
      key: 'last',
      responsive: ['md'],
      render: (_, hook) => {
        const at = 'lastAt' in hook ? hook.lastAt : hook.lastOkAt
        return at ? <Instant at={at} /> : <span className="meta">{t('never')}</span>
      },
    },
    {
      title: t('open'),
      key: 'open',
      render: (_, hook) => (
        <Switch
          size="small"
          checked={hook.isOpen}
          aria-label={t('openOf', { name: hook.name })}
          onChange={(isOpen) => change.mutate({ id: hook.id, version: hook.version, isOpen }, { onError })}
        />
      ),
    },
    {
      title: <span className="out-of-sight">{t('acts')}</span>,
      key: 'acts',
      align: 'right',
      render: (_, hook) => (
        <span className="settings-acts">
          <Button type="text" size="small" onClick={() => onLog(hook.id)}>
            {t('log')}
          </Button>
          <Button type="text" size="small" onClick={() => askToRotate(hook)}>
            {t('secret.rotate')}
          </Button>
          <Button type="text" size="small" onClick={() => onEdit(hook)}>
            {t('edit')}
          </Button>
          <Button type="text" size="small" danger onClick={() => askToRemove(hook)}>
            {t('remove')}
          </Button>
        </span>
      ),
    },
  ]
  return (
    <Table<Hook>
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
