import type { Robot } from '@zhiwei/contract'
import { App, Button, Switch, Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Instant, useProblemWords } from '../ui/index.ts'
import { useRobotActs } from './queries.ts'

export function RobotTable({ rows, onEdit }: { rows: Robot[]; onEdit: (robot: Robot) => void }) {
  const { t } = useTranslation('notifications')
  const { message, modal } = App.useApp()
  const words = useProblemWords()
  const { change, remove, test } = useRobotActs()
  const onError = (error: unknown) => void message.error(words(error).title)
  const tell = (robot: Robot) =>
    test.mutate(robot.id, {
      onSuccess: ({ sent, error }) => void (sent ? message.success(t('testSent')) : message.error(t('testFailed', { error }))),
      onError,
    })
  const askToRemove = ({ id, name }: Robot) =>
    void modal.confirm({
      title: t('robot.removeTitle', { name }),
      okText: t('remove'),
      okButtonProps: { danger: true },
      onOk: () => remove.mutateAsync(id).catch(onError),
    })

  const columns: TableColumnsType<Robot> = [
    {
      title: t('robot.name'),
      key: 'name',
      render: (_, { name, kind, host, unitName, lastError }) => (
        <span className="settings-name">
          {name}
          <span className="meta">{[t(`robot.kinds.${kind}`), host, unitName ?? t('robot.everyone')].join(' · ')}</span>
          {lastError && <span className="robot-error">{lastError}</span>}
        </span>
      ),
    },
    {
      title: t('robot.lastSent'),
      key: 'lastSentAt',
      responsive: ['md'],
      render: (_, { lastSentAt }) => (lastSentAt ? <Instant at={lastSentAt} /> : <span className="meta">{t('robot.never')}</span>),
    },
    {
      title: t('robot.active'),
      key: 'active',
      render: (_, robot) => (
        <Switch
          size="small"
          checked={robot.active}
          aria-label={t('robot.activeOf', { name: robot.name })}
          onChange={(active) => change.mutate({ id: robot.id, version: robot.version, active }, { onError })}
        />
      ),
    },
    {
      title: <span className="out-of-sight">{t('acts')}</span>,
      key: 'acts',
      align: 'right',
      render: (_, robot) => (
        <span className="settings-acts">
          <Button type="text" size="small" loading={test.isPending && test.variables === robot.id} onClick={() => tell(robot)}>
            {t('test')}
          </Button>
          <Button type="text" size="small" onClick={() => onEdit(robot)}>
            {t('edit')}
          </Button>
          <Button type="text" size="small" danger onClick={() => askToRemove(robot)}>
            {t('remove')}
          </Button>
        </span>
      ),
    },
  ]
  return (
    <Table<Robot>
      className="card"
      rowKey="id"
      columns={columns}
      dataSource={rows}
      pagination={false}
      scroll={{ x: 'max-content' }}
      rowClassName={({ active }) => (active ? '' : 'is-inactive')}
    />
  )
}
