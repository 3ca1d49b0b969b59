import { useQuery } from '@tanstack/react-query'
import type { Role } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { api, moneyText, useMay, useShippedName } from '../../platform/index.ts'

/** What each role may grant where no line says otherwise; set with the role. */
export function RoleLimits() {
  const { t } = useTranslation('resolution')
  const named = useShippedName()
  const mayRead = useMay('identity:read')
  const { data } = useQuery({
    queryKey: ['roles'],
    queryFn: ({ signal }) => api.get<{ rows: Role[] }>('/roles', undefined, signal),
    enabled: mayRead,
  })
  const rows = (data?.rows ?? []).filter((role) => role.remedyLimitFen > 0)
  if (rows.length === 0) return null
  return (
    <section className="card part">
      <h2>{t('limit.base')}</h2>
      <ul className="plain role-limits">
        {rows.map((role) => (
          <li key={role.id}>
            <span>{named(role.name)}</span>
            <strong className="figures">{moneyText(role.remedyLimitFen)}</strong>
          </li>
        ))}
      </ul>
      <p className="meta">
        {t('limit.baseHint')} <Link to="/settings/roles">{t('ui:settings.roles')}</Link>
      </p>
    </section>
  )
}
