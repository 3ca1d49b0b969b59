import { PlusOutlined } from '@ant-design/icons'
import type { WebhookIn, WebhookOut } from '@zhiwei/contract'
import { Button, Modal, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { ShownOnce } from '../identity/index.ts'
import { useUrlState } from '../platform/index.ts'
import { EmptyState, Page, ProblemNotice, TableBones } from '../ui/index.ts'
import { DeliveryLog, ReceiptLog } from './Logs.tsx'
import { useWebhooksIn, useWebhooksOut } from './queries.ts'
import { WebhookInModal } from './WebhookInModal.tsx'
import { WebhookOutModal } from './WebhookOutModal.tsx'
import { WebhookTable } from './WebhookTable.tsx'
import '../identity/settings.css'
import './webhooks.css'

const Place = z.object({ part: z.enum(['in', 'out']).default('in'), log: z.string().optional() })

/** 回调: complaints other systems send in, events other systems are told of, and the log of both. */
export function WebhooksPage() {
  const { t } = useTranslation('webhooks')
  const [place, setPlace] = useUrlState(Place)
  const found = { in: useWebhooksIn(), out: useWebhooksOut() }[place.part]
  const [open, setOpen] = useState<WebhookIn | WebhookOut | 'new'>()
  const [secret, setSecret] = useState<string>()
  const rows: (WebhookIn | WebhookOut)[] = found.data?.rows ?? []
  const logged = rows.find(({ id }) => id === place.log)
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen('new')}>
      {t(`new.${place.part}`)}
    </Button>
  )
  const edited = open === 'new' ? undefined : open
  return (
    <Page
      title={t('ui:settings.webhooks')}
      extra={
        <Segmented
          value={place.part}
          aria-label={t('part.label')}
          onChange={(part) => setPlace({ part })}
          options={(['in', 'out'] as const).map((value) => ({ value, label: t(`part.${value}`) }))}
        />
      }
      actions={rows.length > 0 && add}
    >
      <p className="meta">{t(`detail.${place.part}`)}</p>
      {found.isPending && <TableBones count={3} />}
      {found.isError && <ProblemNotice problem={found.error} onRetry={found.refetch} />}
      {found.data && rows.length === 0 && <EmptyState title={t(`none.${place.part}`)} detail={t('noneDetail')} action={add} />}
      {rows.length > 0 && (
        <WebhookTable
          direction={place.part}
          rows={rows}
          onEdit={setOpen}
          onSecret={setSecret}
          onLog={(log) => setPlace({ ...place, log })}
        />
      )}
      {logged && place.part === 'in' && <ReceiptLog key={logged.id} id={logged.id} name={logged.name} />}
      {logged && place.part === 'out' && <DeliveryLog key={logged.id} id={logged.id} name={logged.name} />}
      {open && place.part === 'in' && (
        <WebhookInModal hook={edited as WebhookIn | undefined} onSecret={setSecret} onClose={() => setOpen(undefined)} />
      )}
      {open && place.part === 'out' && (
        <WebhookOutModal hook={edited as WebhookOut | undefined} onSecret={setSecret} onClose={() => setOpen(undefined)} />
      )}
      {secret && <SecretShown secret={secret} onClose={() => setSecret(undefined)} />}
    </Page>
  )
}

function SecretShown({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useTranslation('webhooks')
  return (
    <Modal open title={t('secret.title')} onCancel={onClose} footer={null}>
      <p>{t('secret.detail')}</p>
      <ShownOnce lines={[secret]} />
    </Modal>
  )
}
