import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { TokenRow } from '@zhiwei/contract'
import { App, Button, Table, type TableColumnsType, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, useNow } from '../../platform/index.ts'
import { comma } from '../../platform/punctuation.ts'
import { Instant, useProblemWords } from '../../ui/index.ts'
import { wordOf } from '../roles/permission-areas.ts'

export function TokenTable({ rows }: { rows: TokenRow[] }) {
  const { t } = useTranslation('identity')
  const columns: TableColumnsType<TokenRow> = [
    {
      title: t('field.name'),
      key: 'name',
      render: (_, { name, createdBy }) => (
        <span className="settings-name">
          {name}
          <span className="meta">{t('tokens.madeBy', { name: createdBy })}</span>
        </span>
      ),
    },
    { title: t('field.permissions'), key: 'permissions', responsive: ['md'], render: (_, token) => <Permissions token={token} /> },
    {
      title: t('tokens.lastUsed'),
      key: 'lastUsedAt',
      responsive: ['sm'],
      render: (_, { lastUsedAt }) => (lastUsedAt ? <Instant at={lastUsedAt} /> : t('tokens.neverUsed')),
    },
    {
      title: t('tokens.expires'),
      key: 'expiresAt',
      responsive: ['md'],
      render: (_, { expiresAt }) => (expiresAt ? <Instant at={expiresAt} /> : t('tokens.noExpiry')),
    },
    { title: t('field.state'), key: 'state', align: 'right', render: (_, token) => <State token={token} /> },
  ]
  return (
    <Table<TokenRow>
      className="card"
      rowKey="id"
      columns={columns}
      dataSource={rows}
      pagination={false}
      rowClassName={({ revokedAt }) => (revokedAt ? 'is-inactive' : '')}
    />
  )
}

function Permissions({ token: { permissions } }: { token: TokenRow }) {
  const { t } = useTranslation('identity')
  const words = permissions.map((permission) => t(wordOf(permission)))
  if (words.length <= 2) return words.join(comma())
  return (
    <Tooltip title={words.join(comma())}>
      <span>{t('tokens.permissions', { first: words[0], count: words.length })}</span>
    </Tooltip>
  )
}

function State({ token: { id, name, expiresAt, revokedAt } }: { token: TokenRow }) {
  const { t } = useTranslation('identity')
  const { modal, message } = App.useApp()
  const words = useProblemWords()
  const now = useNow()
  const client = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => api.delete(`/tokens/${id}`),
    onError: (error) => void message.error(words(error).title),
    onSettled: () => client.invalidateQueries({ queryKey: ['tokens'] }),
  })
  if (revokedAt) return <span className="settings-off">{t('tokens.revoked')}</span>
  const ask = () =>
    void modal.confirm({
      title: t('tokens.revokeTitle', { name }),
      content: t('tokens.revokeDetail'),
      okText: t('tokens.revoke'),
      okButtonProps: { danger: true },
      onOk: () => revoke.mutateAsync().catch(() => undefined),
    })
  return (
    <span className="settings-acts">
      {expiresAt && new Date(expiresAt) < now && <span className="settings-warn">{t('tokens.expired')}</span>}
      <Button type="text" size="small" danger onClick={ask}>
        {t('tokens.revoke')}
      </Button>
    </span>
  )
}
