import { PlusOutlined } from '@ant-design/icons'
import type { ChannelAccount } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState, Page, ProblemNotice, TableBones } from '../ui/index.ts'
import { AccountModal } from './AccountModal.tsx'
import { AccountTable } from './AccountTable.tsx'
import { useAccounts } from './queries.ts'
import '../identity/settings.css'
import './channels.css'

/** 渠道: where messages to and from customers go through. */
export function ChannelsPage() {
  const { t } = useTranslation('channels')
  const accounts = useAccounts()
  const [open, setOpen] = useState<ChannelAccount | 'new'>()
  const rows = accounts.data?.rows ?? []
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen('new')}>
      {t('account.new')}
    </Button>
  )
  return (
    <Page title={t('ui:settings.channels')} actions={rows.length > 0 && add}>
      {accounts.isPending && <TableBones count={3} />}
      {accounts.isError && <ProblemNotice problem={accounts.error} onRetry={accounts.refetch} />}
      {accounts.data && (
        <p className="meta">
          {accounts.data.mail.available ? t('account.mailOn', { from: accounts.data.mail.from }) : t('account.mailOff')}
        </p>
      )}
      {accounts.data && rows.length === 0 && <EmptyState title={t('account.none')} detail={t('account.noneDetail')} action={add} />}
      {rows.length > 0 && <AccountTable rows={rows} onEdit={setOpen} />}
      {open && accounts.data && (
        <AccountModal account={open === 'new' ? undefined : open} doors={accounts.data.doors} onClose={() => setOpen(undefined)} />
      )}
    </Page>
  )
}
