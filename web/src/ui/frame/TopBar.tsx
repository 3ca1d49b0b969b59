import { QuestionCircleOutlined, SearchOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { NoticeBell } from '../../notifications/index.ts'
import { KeyHint } from '../KeyHint.tsx'
import { openDialog } from './dialog-state.ts'
import { PersonMenu } from './PersonMenu.tsx'
import { TenantName } from './TenantName.tsx'

export function TopBar() {
  const { t } = useTranslation('ui')
  return (
    <header className="top-bar">
      <TenantName />
      <button type="button" className="top-find" onClick={() => openDialog('palette')}>
        <SearchOutlined />
        <span className="top-find-words">{t('top.find')}</span>
        <KeyHint keys="mod+k" />
      </button>
      <Button
        type="text"
        className="top-keys"
        icon={<QuestionCircleOutlined />}
        title={t('top.keys')}
        aria-label={t('top.keys')}
        onClick={() => openDialog('keys')}
      />
      <NoticeBell />
      <PersonMenu />
    </header>
  )
}
