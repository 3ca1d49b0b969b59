import type { CustomerConduct } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { numberText } from '../platform/index.ts'
import { bracketed, colon } from '../platform/punctuation.ts'
import { Instant } from '../ui/index.ts'

/** 行为证据: points with the complaints they rest on, and what was left out of the count and why. */
export function EvidencePart({ evidence }: { evidence: NonNullable<CustomerConduct['evidence']> }) {
  const { t } = useTranslation('conduct')
  const { score, level, cases, since, signs, setAside } = evidence
  return (
    <section className="card conduct-card" aria-label={t('evidence.title')}>
      <h2>{t('evidence.title')}</h2>
      <p>
        <strong>{t('evidence.score', { score: numberText(score) })}</strong> {t(`level.${level}`)}{' '}
        <span className="meta">
          {t('evidence.of', { count: cases })} <Instant at={since} />
        </span>
      </p>
      <p className="meta">{t('evidence.hint')}</p>
      {signs.length === 0 && <p>{t('evidence.none')}</p>}
      <ul className="conduct-signs">
        {signs.map(({ sign, count, points, cases: of }) => (
          <li key={sign}>
            <strong>{t(`sign.${sign}`)}</strong> {t(`signCount.${sign}`, { count })}{' '}
            <span className="meta">{t('evidence.points', { points: numberText(points) })}</span>
            <div className="conduct-refs">
              {of.map(({ id, number, subject }) => (
                <Link key={id} to={`/cases/${id}`} title={subject}>
                  {number}
                </Link>
              ))}
            </div>
          </li>
        ))}
      </ul>
      {setAside.length > 0 && (
        <>
          <h3>{t('evidence.setAside')}</h3>
          <ul className="conduct-signs">
            {setAside.map(({ sign, why, count }) => (
              <li key={`${sign} ${why}`} className="meta">
                {t(`sign.${sign}`)}
                {colon()}
                {t(`why.${why}`)}
                {bracketed(numberText(count))}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
