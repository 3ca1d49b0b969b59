import type { DisproportionatePair, RiskPoint, RiskPointSuggestion } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { numberText, useMay } from '../platform/index.ts'
import { EmptyState, Instant, ProblemNotice, ReasonModal, TableBones } from '../ui/index.ts'
import { PointModal } from './PointModal.tsx'
import { useRiskPointActs, useSuggestions } from './queries.ts'

type Open = { suggestion: RiskPointSuggestion; act: 'accept' | 'decline' }

/** 建议新增: matters people complain about that no point holds; accepted into the register, or declined with a reason. */
export function Suggestions({ points }: { points: RiskPoint[] }) {
  const { t } = useTranslation('risk-points')
  const suggestions = useSuggestions()
  const mayManage = useMay('warnings:manage')
  const { decide } = useRiskPointActs()
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  if (suggestions.isPending) return <TableBones />
  if (suggestions.isError) return <ProblemNotice problem={suggestions.error} onRetry={suggestions.refetch} />
  const { rows } = suggestions.data
  if (rows.length === 0) return <EmptyState title={t('suggest.none')} detail={t('suggest.noneDetail')} />
  return (
    <>
      <p className="meta">{t('suggest.hint')}</p>
      <ul className="plain suggestion-list">
        {rows.map((suggestion) => (
          <li key={suggestion.id} className="card suggestion">
            <div>
              <b>{suggestion.name}</b>{' '}
              <span className="meta">
                {t('suggest.from', { cases: suggestion.cases, source: t(`suggest.source.${suggestion.source}`) })} ·{' '}
                <Instant at={suggestion.at} />
              </span>
            </div>
            {suggestion.pair && <Proportion pair={suggestion.pair} />}
            <ul className="plain">
              {suggestion.examples.map(({ id, number, subject }) => (
                <li key={id}>
                  <Link to={`/cases/${id}`}>{number}</Link> {subject}
                </li>
              ))}
            </ul>
            {suggestion.state === 'open' && mayManage && (
              <div className="suggestion-acts">
                <Button size="small" onClick={() => setOpen({ suggestion, act: 'accept' })}>
                  {t('suggest.accept')}
                </Button>
                <Button size="small" onClick={() => setOpen({ suggestion, act: 'decline' })}>
                  {t('suggest.decline')}
                </Button>
              </div>
            )}
            {suggestion.state !== 'open' && (
              <p className="meta">
                {t(`suggest.state.${suggestion.state}`)} {suggestion.decidedBy?.name} {suggestion.reason}{' '}
                {suggestion.riskPointId && <Link to={`/warnings/risk-points/${suggestion.riskPointId}`}>{t('suggest.go')}</Link>}
              </p>
            )}
          </li>
        ))}
      </ul>
      {open?.act === 'accept' && (
        <PointModal
          title={t('suggest.acceptTitle')}
          initial={initialOf(open.suggestion)}
          points={points}
          onSubmit={(point) => decide.mutateAsync({ id: open.suggestion.id, decision: { verdict: 'accept', point } })}
          onClose={close}
        />
      )}
      {open?.act === 'decline' && (
        <ReasonModal
          open
          title={t('suggest.declineTitle', { name: open.suggestion.name })}
          okText={t('suggest.decline')}
          onConfirm={(reason) => decide.mutateAsync({ id: open.suggestion.id, decision: { verdict: 'decline', reason } })}
          onClose={close}
        />
      )}
    </>
  )
}

const initialOf = ({ name, words, pair }: RiskPointSuggestion) =>
  pair
    ? { name, kind: 'product' as const, products: [pair.product], categories: [pair.category] }
    : { name, kind: 'process' as const, words }

function Proportion({ pair: { observed, expected, ratio, low, high } }: { pair: DisproportionatePair }) {
  const { t } = useTranslation('risk-points')
  const figures = { observed: numberText(observed), expected: expected.toFixed(1) }
  return <p>{t('suggest.proportion', { ...figures, ratio: ratio.toFixed(1), low: low.toFixed(1), high: high.toFixed(1) })}</p>
}
