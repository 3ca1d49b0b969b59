import { BellOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useUnread } from './queries.ts'
import './notices.css'

/** The bell in the top bar, with how much is unread. */
export function NoticeBell() {
  const { t } = useTranslation('ui')
  const { data } = useUnread()
  const count = data?.count ?? 0
  const words = count > 0 ? t('bell.unread', { count }) : t('bell.none')
  return (
    <Link to="/notices" className="notice-bell" title={words} aria-label={words}>
      <BellOutlined />
      {count > 0 && <span className="notice-count figures">{data?.capped ? `${count}+` : count}</span>}
    </Link>
  )
}
