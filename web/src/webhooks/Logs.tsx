import type { WebhookDelivery, WebhookReceipt } from '@zhiwei/contract'
import { App, Button, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Instant, Pager, ProblemNotice, useProblemWords } from '../ui/index.ts'
import { useDeliveries, useReceipts, useWebhookActs } from './queries.ts'

const caseLink = (named: { id: string; number: string } | null) =>
  named && (
    <Link to={`/cases/${named.id}`} className="figures">
      {named.number}
    </Link>
  )

/** 接收记录 */
export function ReceiptLog({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation('webhooks')
  const [cursor, setCursor] = useState<string>()
  const log = useReceipts(id, { cursor })
  const columns: TableColumnsType<WebhookReceipt> = [
    { title: t('at'), key: 'at', render: (_, { at }) => <Instant at={at} /> },
    { title: t('outcomeTitle'), key: 'outcome', render: (_, { outcome }) => t(`outcome.${outcome}`) },
    { title: t('case'), key: 'case', render: (_, row) => caseLink(row.case) },
    { title: t('problem'), key: 'problem', render: (_, { problem }) => problem },
  ]
  return (
    <section className="webhook-log">
      <h2>{t('logOf', { name })}</h2>
      {log.isError && <ProblemNotice problem={log.error} onRetry={log.refetch} />}
      <Table
        size="small"
        className="card"
        rowKey="id"
        columns={columns}
        dataSource={log.data?.rows ?? []}
        pagination={false}
        scroll={{ x: 'max-content' }}
      />
      {log.data && <Pager cursor={cursor} nextCursor={log.data.nextCursor} total={log.data.total} onChange={setCursor} />}
    </section>
  )
}

/** 推送记录: what was told, what hangs, and dead letters with their replay. */
export function DeliveryLog({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation('webhooks')
  const { message } = App.useApp()
  const words = useProblemWords()
  const [cursor, setCursor] = useState<string>()
  const log = useDeliveries(id, { cursor })
  const { replay } = useWebhookActs('out')
  const again = (deliveryId?: string) =>
    replay.mutate(deliveryId ? { id, deliveryId } : { id }, {
      onSuccess: () => void message.success(t('replay.asked')),
      onError: (error) => void message.error(words(error).title),
    })
  const columns: TableColumnsType<WebhookDelivery> = [
    { title: t('at'), key: 'at', render: (_, { at }) => <Instant at={at} /> },
    { title: t('event'), key: 'kind', render: (_, { kind }) => t(`cases:event.${kind}`, { defaultValue: kind }) },
    { title: t('case'), key: 'case', render: (_, row) => caseLink(row.case) },
    { title: t('stateTitle'), key: 'state', render: (_, { state, tries }) => `${t(`state.${state}`)} · ${t('tries', { count: tries })}` },
    { title: t('problem'), key: 'error', render: (_, { error }) => error },
    {
      title: <span className="out-of-sight">{t('acts')}</span>,
      key: 'acts',
      render: (_, row) =>
        row.state === 'dead' && (
          <Button size="small" onClick={() => again(row.id)}>
            {t('replay.one')}
          </Button>
        ),
    },
  ]
  const hasDead = log.data?.rows.some(({ state }) => state === 'dead')
  return (
    <section className="webhook-log">
      <h2>
        {t('logOf', { name })} {hasDead && <Button onClick={() => again()}>{t('replay.all')}</Button>}
      </h2>
      {log.isError && <ProblemNotice problem={log.error} onRetry={log.refetch} />}
      <Table
        size="small"
        className="card"
        rowKey="id"
        columns={columns}
        dataSource={log.data?.rows ?? []}
        pagination={false}
        scroll={{ x: 'max-content' }}
      />
      {log.data && <Pager cursor={cursor} nextCursor={log.data.nextCursor} total={log.data.total} onChange={setCursor} />}
    </section>
  )
}
