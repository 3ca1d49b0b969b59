import { QuestionCircleOutlined, SearchOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { NoticeBell } from '../../notifications/index.ts'
import { useSession } from '../../platform/session.ts'
import { KeyHint } from '../KeyHint.tsx'
import { openDialog, openHelp } from './dialog-state.ts'
import { PersonMenu } from './PersonMenu.tsx'
import { TenantName } from './TenantName.tsx'

export function TopBar() {
  const { t } = useTranslation('ui')
  const { partner } = useSession()
  return (
    <header className="top-bar">
      <TenantName />
      <button type="button" className="top-find" onClick={() => openDialog('palette')}>
        <SearchOutlined />
        <span className="top-find-words">{t('top.find')}</span>
        <KeyHint keys="mod+k" />
      </button>
      <Button type="text" icon={<QuestionCircleOutlined />} title={t('top.help')} aria-label={t('top.help')} onClick={() => openHelp()} />
      {!partner && <NoticeBell />}
      <PersonMenu />
    </header>
  )
}
