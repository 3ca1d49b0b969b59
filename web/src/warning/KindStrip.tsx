import type { WarningCounts } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

const levels = ['red', 'orange', 'yellow', 'blue'] as const

/** Open warnings by kind; every number is a way to its rows. */
export function KindStrip({ counts }: { counts: WarningCounts | undefined }) {
  const { t } = useTranslation('warning')
  if (!counts || counts.byKind.length === 0) return null
  return (
    <nav className="kinds card" aria-label={t('kinds')}>
      {counts.byKind.map((row) => (
        <div key={row.kind} className="kind">
          <Link to={`/warnings?kind=${row.kind}#rest`} className="kind-name">
            {t(`kind.${row.kind}`)}
          </Link>
          <span className="kind-levels">
            {levels
              .filter((level) => row[level] > 0)
              .map((level) => (
                <Link
                  key={level}
                  to={`/warnings?kind=${row.kind}&level=${level}#rest`}
                  className={`kind-count kind-${level}`}
                  aria-label={t('kindLevel', { kind: t(`kind.${row.kind}`), level: t(`levelShort.${level}`), count: row[level] })}
                >
                  {t(`levelShort.${level}`)} {row[level]}
                </Link>
              ))}
          </span>
        </div>
      ))}
    </nav>
  )
}
