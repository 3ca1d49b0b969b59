import { CheckOutlined, SettingOutlined } from '@ant-design/icons'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { EmptyState, Page, Pager, ProblemNotice, TableBones } from '../ui/index.ts'
import { NoticeRow } from './NoticeRow.tsx'
import { PreferenceModal } from './PreferenceModal.tsx'
import { useNotices, useReadNotices } from './queries.ts'
import './notices.css'

/** 通知: what I was told, newest first, and how I want to be told. */
export function NoticesPage() {
  const { t } = useTranslation('notifications')
  const [params, setParams] = useSearchParams()
  const [isSetting, setSetting] = useState(false)
  const isAll = params.get('show') === 'all'
  const cursor = params.get('cursor') ?? undefined
  const notices = useNotices({ unread: isAll ? undefined : 'true', cursor })
  const read = useReadNotices()
  const show = (which: string, next?: string) => setParams({ ...(which === 'all' && { show: 'all' }), ...(next && { cursor: next }) })
  const rows = notices.data?.rows ?? []
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Button
            icon={<CheckOutlined />}
            disabled={!rows.some((row) => !row.read)}
            loading={read.isPending}
            onClick={() => read.mutate(undefined)}
          >
            {t('readAll')}
          </Button>
          <Button icon={<SettingOutlined />} onClick={() => setSetting(true)}>
            {t('preference.title')}
          </Button>
        </>
      }
    >
      <div className="notice-bar">
        <Segmented
          value={isAll ? 'all' : 'unread'}
          options={['unread', 'all'].map((value) => ({ value, label: t(`show.${value}`) }))}
          onChange={(value) => show(value)}
        />
      </div>
      {notices.isPending && <TableBones />}
      {notices.isError && <ProblemNotice problem={notices.error} onRetry={notices.refetch} />}
      {notices.data && rows.length === 0 && <EmptyState title={t(isAll ? 'none' : 'noneUnread')} detail={t('noneDetail')} />}
      {rows.length > 0 && (
        <ul className="notice-list card">
          {rows.map((notice) => (
            <NoticeRow key={notice.id} notice={notice} onRead={() => read.mutate([notice.id])} />
          ))}
        </ul>
      )}
      {notices.data && rows.length > 0 && (
        <Pager
          cursor={cursor}
          nextCursor={notices.data.nextCursor}
          total={notices.data.total}
          onChange={(next) => show(isAll ? 'all' : 'unread', next)}
        />
      )}
      {isSetting && <PreferenceModal onClose={() => setSetting(false)} />}
    </Page>
  )
}
