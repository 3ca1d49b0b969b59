import { LockOutlined, SafetyCertificateOutlined } from '@ant-design/icons'
import type { User } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../platform/index.ts'

/** 在用、停用、锁定, and whether a second factor is on. */
export function UserState({ user: { active, lockedUntil, secondFactor } }: { user: User }) {
  const { t } = useTranslation('identity')
  const format = useFormat()
  return (
    <span className="user-state">
      {!active && <span className="settings-off">{t('users.inactive')}</span>}
      {active && lockedUntil && (
        <span className="settings-warn" title={t('users.lockedUntil', { at: format.instant(lockedUntil) })}>
          <LockOutlined /> {t('users.locked')}
        </span>
      )}
      {active && !lockedUntil && <span>{t('users.active')}</span>}
      {secondFactor && <SafetyCertificateOutlined className="settings-good" title={t('users.secondFactor')} />}
    </span>
  )
}
