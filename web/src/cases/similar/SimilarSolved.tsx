import type { SimilarCase } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { moneyText, ratioText } from '../../platform/index.ts'
import { Instant, ProblemNotice, StatusTag } from '../../ui/index.ts'
import { useSimilarCases } from '../analysis/queries.ts'
import { useCaseOnPage } from '../case-context.ts'
import './similar.css'

const shownFirst = 3

/** 相似已办结: how cases like this one ended: finding, remedy, answer. */
export function SimilarSolved() {
  const { t } = useTranslation('cases')
  const { complaintCase } = useCaseOnPage()
  const similar = useSimilarCases(complaintCase.id)
  const [isWhole, setWhole] = useState(false)
  if (similar.isPending) return null
  const rows = similar.data?.rows ?? []
  return (
    <section className="part" aria-label={t('similar.title')}>
      <h2>{t('similar.title')}</h2>
      {similar.isError && <ProblemNotice problem={similar.error} onRetry={similar.refetch} />}
      {similar.data && rows.length === 0 && <p className="meta">{t('similar.none')}</p>}
      <ul className="plain similar">
        {rows.slice(0, isWhole ? rows.length : shownFirst).map((row) => (
          <li key={row.id}>
            <Solved row={row} />
          </li>
        ))}
      </ul>
      {rows.length > shownFirst && (
        <Button type="link" size="small" onClick={() => setWhole(!isWhole)}>
          {isWhole ? t('story.fold') : t('similar.more', { count: rows.length - shownFirst })}
        </Button>
      )}
    </section>
  )
}

function Solved({ row }: { row: SimilarCase }) {
  const { t } = useTranslation('cases')
  const { remedy, finding, answer } = row
  const money = remedy && remedy.amountFen > 0 ? ` ${moneyText(remedy.amountFen)}` : ''
  const outcome = [finding && t(`ui:finding.${finding}`), remedy && `${t(`ui:remedyKind.${remedy.kind}`)}${money}`].filter(Boolean)
  return (
    <article>
      <header>
        <Link to={`/cases/${row.id}`} title={row.excerpt}>
          {row.subject}
        </Link>
        <span className="similar-share" title={t('similar.shareOf')}>
          {t('similar.share', { share: ratioText(row.similarity) })}
        </span>
      </header>
      <p className="similar-outcome">{outcome.length > 0 ? outcome.join(' · ') : t('similar.noOutcome')}</p>
      {answer && <p className="similar-answer">{answer}</p>}
      <p className="meta similar-foot">
        <span>{row.number}</span>
        <StatusTag status={row.status} />
        <Instant at={row.closedAt ?? row.receivedAt} />
      </p>
    </article>
  )
}
