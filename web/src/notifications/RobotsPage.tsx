import { PlusOutlined } from '@ant-design/icons'
import type { Robot } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState, Page, ProblemNotice, TableBones } from '../ui/index.ts'
import { useRobots } from './queries.ts'
import { RobotModal } from './RobotModal.tsx'
import { RobotTable } from './RobotTable.tsx'
import '../identity/settings.css'
import './notices.css'

/** 通知渠道: mail as the operator set it up, and the robots of groups. */
export function RobotsPage() {
  const { t } = useTranslation('notifications')
  const robots = useRobots()
  const [open, setOpen] = useState<Robot | 'new'>()
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen('new')}>
      {t('robot.new')}
    </Button>
  )
  const rows = robots.data?.rows ?? []
  return (
    <Page title={t('ui:settings.notices')} actions={rows.length > 0 && add}>
      {robots.isPending && <TableBones count={3} />}
      {robots.isError && <ProblemNotice problem={robots.error} onRetry={robots.refetch} />}
      {robots.data && (
        <section className="card mail-state">
          <h2>{t('mail.title')}</h2>
          {robots.data.mail.available ? (
            <p>{t('mail.on', { from: robots.data.mail.from })}</p>
          ) : (
            <p>
              {t('mail.off')} <code>SMTP_URL</code> <code>SMTP_FROM</code>
            </p>
          )}
        </section>
      )}
      {robots.data && rows.length === 0 && <EmptyState title={t('robot.none')} detail={t('robot.noneDetail')} action={add} />}
      {rows.length > 0 && <RobotTable rows={rows} onEdit={setOpen} />}
      {open && <RobotModal robot={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </Page>
  )
}
