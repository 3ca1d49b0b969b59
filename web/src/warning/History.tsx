import type { WarningDetail } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { Instant } from '../ui/index.ts'

/** 经过: what happened to it, the newest first. */
export function History({ row: { history } }: { row: WarningDetail }) {
  const { t } = useTranslation('warning')
  return (
    <section className="card warning-part" aria-labelledby="warning-history">
      <h2 id="warning-history">{t('history')}</h2>
      <ol className="warning-list">
        {history.toReversed().map(({ no, kind, at, by, facts, note }) => (
          <li key={no}>
            <span className="warning-line">
              <span>
                {t(`event.${kind}`)}
                {kind === 'levelRaised' && ` ${t(`level.${facts.from}`)} → ${t(`level.${facts.level}`)}`}
                {kind === 'labelled' && ` ${t(`verdict.${facts.verdict}`)}`}
                {kind === 'ownerCalled' && ` ${t('calledLevel', { level: facts.calledLevel })}`}
                {kind === 'mergedIn' && ` ${facts.subject}`}
              </span>
              <span className="meta">
                {by?.name ?? t('system')} <Instant at={at} />
              </span>
            </span>
            {note && <div>{note}</div>}
          </li>
        ))}
      </ol>
    </section>
  )
}
