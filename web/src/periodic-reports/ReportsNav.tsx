import { useTranslation } from 'react-i18next'
import { useMay } from '../platform/index.ts'
import { PageTabs } from '../ui/index.ts'

/** 报告 · 模板 · 定时发送 */
export function ReportsNav() {
  const { t } = useTranslation('periodic-reports')
  const mayManage = useMay('reports:manage')
  if (!mayManage) return null
  const pages = [
    { to: '/periodic-reports', words: t('nav.reports') },
    { to: '/periodic-reports/templates', words: t('nav.templates') },
    { to: '/periodic-reports/schedules', words: t('nav.schedules') },
  ]
  return <PageTabs label={t('title')} pages={pages} />
}
