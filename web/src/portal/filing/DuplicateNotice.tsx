import type { PortalDuplicate } from '@zhiwei/contract'
import { addressOf } from '../address.ts'
import { PlaceLink } from '../frame/Frame.tsx'
import { usePortal } from '../portal-context.ts'

/** 您有一件同样的投诉正在办理: adding to it is quicker than a second one; nobody is kept from filing. */
export function DuplicateNotice({ duplicate }: { duplicate: PortalDuplicate }) {
  const { tenant, t } = usePortal()
  return (
    <section className="notice late" aria-label={t('filing.duplicate.title')}>
      <strong>{t('filing.duplicate.title')}</strong>
      <p>{duplicate.says}</p>
      <PlaceLink to={addressOf({ tenant, page: 'case' })} className="button">
        {t('filing.duplicate.look')}
      </PlaceLink>
    </section>
  )
}
