import type { PerformanceEdition, PerformanceSheet } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { Instant } from '../../ui/index.ts'

/** 版次与更正: each edition with who made it and why; of a correction what it changed beside the locked numbers. */
export function HistoryPart({ sheet: { history, amendments, edition } }: { sheet: PerformanceSheet }) {
  const { t } = useTranslation('performance')
  return (
    <section className="card">
      <h2>{t('history.title')}</h2>
      <ul className="performance-list">
        {history.map(({ no, kind, at, by, reason, points }) => {
          const amendment = amendments.find((one) => one.no === no)
          return (
            <li key={no}>
              <div>
                <div>
                  {t('history.line', {
                    ...{ no, kind: t(`history.kind.${kind}`) },
                    points: points === null ? t('history.noPoints') : t('pointsOf', { points: points.toFixed(1) }),
                  })}
                </div>
                <div className="meta">
                  {by?.name} <Instant at={at} />
                </div>
                {reason && <div>{reason}</div>}
                {amendment && <Changes before={edition} after={amendment} />}
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Changes({ before, after }: { before: PerformanceEdition; after: PerformanceEdition }) {
  const { t } = useTranslation('performance')
  const figures = (edition: PerformanceEdition) => edition.sides.flatMap((side) => side.figures)
  const text = ({ count, of }: { count: number; of: number }) => t('sheet.of', { count, of })
  const changes = figures(after).flatMap((figure) => {
    const was = figures(before).find(({ line }) => line === figure.line)
    if (!was || (was.count === figure.count && was.of === figure.of)) return []
    return { line: figure.line, text: t('history.amendedFrom', { line: t(`line.${figure.line}`), before: text(was), after: text(figure) }) }
  })
  if (changes.length === 0) return <div className="meta">{t('history.unchanged')}</div>
  return (
    <ul className="performance-changes meta">
      {changes.map((change) => (
        <li key={change.line}>{change.text}</li>
      ))}
    </ul>
  )
}
