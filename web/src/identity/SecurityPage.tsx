import { useTranslation } from 'react-i18next'
import { useSession } from '../platform/index.ts'
import { Page } from '../ui/index.ts'
import { PasswordCard } from './security/PasswordCard.tsx'
import { SecondFactorCard } from './security/SecondFactorCard.tsx'
import './settings.css'

/** 我的账号安全: one's own password and second factor. */
export function SecurityPage() {
  const { t } = useTranslation('identity')
  const { user } = useSession()
  return (
    <Page title={t('ui:settings.security')}>
      <div className="security">
        <section className="card">
          <h2>{t('security.account')}</h2>
          <dl className="security-facts">
            <dt>{t('field.person')}</dt>
            <dd>{user.name}</dd>
            <dt>{t('field.username')}</dt>
            <dd>{user.username}</dd>
            <dt>{t('field.unit')}</dt>
            <dd>{user.unit?.name ?? '–'}</dd>
          </dl>
        </section>
        <PasswordCard />
        <SecondFactorCard isOn={user.secondFactor} />
      </div>
    </Page>
  )
}
