import type { LatentCounts } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { numberText } from '../../platform/index.ts'

/** 概况: each number opens its rows. */
export function Counts({ counts }: { counts: LatentCounts }) {
  const { t } = useTranslation('contacts')
  const shown = [
    { name: 'saysComplaint', count: counts.saysComplaint, to: '/latent?state=open&saysComplaint=true' },
    { name: 'waiting', count: counts.waiting, to: '/latent?state=waiting' },
    { name: 'inCare', count: counts.inCare, to: '/latent?state=inCare' },
    { name: 'overdue', count: counts.overdue, to: '/care?of=all&state=overdue' },
    { name: 'left', count: counts.left, to: '/latent?state=left' },
    { name: 'unsure', count: counts.unsure, to: '/latent?part=unsure' },
  ] as const
  return (
    <ul className="card latent-counts">
      {shown.map(({ name, count, to }) => (
        <li key={name}>
          <Link to={to}>
            <span className="meta">{t(`counts.${name}`)}</span> <strong className="figures">{numberText(count)}</strong>
          </Link>
        </li>
      ))}
      <li>
        <span className="meta">{t('counts.today')}</span>{' '}
        <strong className="figures">
          {numberText(counts.givenToday)} / {numberText(counts.capacity)}
        </strong>
      </li>
    </ul>
  )
}
