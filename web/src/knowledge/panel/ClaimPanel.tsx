import { type ClaimClause, type ClaimResult, RemedyKind } from '@zhiwei/contract'
import { Button, InputNumber, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { moneyText } from '../../platform/index.ts'
import { Instant, ProblemNotice } from '../../ui/index.ts'
import { LawName } from '../Marks.tsx'
import { useCheckClaim, useClaimCheck } from '../queries.ts'
import '../knowledge.css'

type Typed = { remedy: RemedyKind; yuan: number | null }
type Answers = Record<string, boolean>

/** 诉求核对: what is demanded, held against what law, contract and membership grant; conditions are answered where they are asked. */
export function ClaimPanel({ caseId }: { caseId: string }) {
  const { t } = useTranslation('knowledge')
  const known = useClaimCheck(caseId)
  const check = useCheckClaim(caseId)
  const [demands, setDemands] = useState<Typed[]>()
  const [days, setDays] = useState<number | null>()
  const [answers, setAnswers] = useState<Answers>({})
  if (known.isPending) return null
  const last = known.data?.last ?? null
  const rows = demands ?? (last?.results.map(({ demand }) => demand) ?? known.data?.proposed ?? []).map(typedOf)
  const daysSince = days === undefined ? (last?.daysSince ?? null) : days
  const given = { ...answersOf(last?.results ?? []), ...answers }

  const send = (more: Answers = {}) =>
    check.mutate({
      demands: rows.map(({ remedy, yuan }) => ({ remedy, amountFen: yuan === null ? null : Math.round(yuan * 100) })),
      daysSince,
      answers: Object.entries({ ...given, ...more }).map(([key, met]) => {
        const [entitlementId = '', condition] = key.split(' ')
        return { entitlementId, condition: Number(condition), met }
      }),
    })
  const change = (at: number, part: Partial<Typed>) => setDemands(rows.map((row, index) => (index === at ? { ...row, ...part } : row)))
  const answer = (key: string, met: boolean) => {
    setAnswers({ ...answers, [key]: met })
    send({ [key]: met })
  }
  return (
    <section className="part kb-claim" aria-label={t('claim.title')}>
      <h2>{t('claim.title')}</h2>
      {known.isError && <ProblemNotice problem={known.error} onRetry={known.refetch} />}
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no names of their own and are only added at the end
        <div key={at} className="kb-demand">
          <Select
            aria-label={t('claim.demandNo', { no: at + 1 })}
            value={row.remedy}
            options={RemedyKind.options.map((value) => ({ value, label: t(`ui:remedyKind.${value}`) }))}
            onChange={(remedy) => change(at, { remedy })}
          />
          <InputNumber
            aria-label={t('claim.amountNo', { no: at + 1 })}
            placeholder={t('claim.amount')}
            min={0}
            precision={2}
            suffix={t('yuan')}
            value={row.yuan}
            onChange={(yuan) => change(at, { yuan })}
          />
          <Button
            size="small"
            type="text"
            aria-label={t('claim.removeNo', { no: at + 1 })}
            onClick={() => setDemands(rows.filter((_row, index) => index !== at))}
          >
            ×
          </Button>
        </div>
      ))}
      <div className="kb-demand">
        <InputNumber
          className="kb-days"
          aria-label={t('claim.days')}
          placeholder={t('claim.days')}
          min={0}
          max={36_500}
          precision={0}
          suffix={t('days')}
          value={daysSince}
          onChange={(value) => setDays(value)}
        />
        <Button size="small" disabled={rows.length >= 6} onClick={() => setDemands([...rows, { remedy: 'refund', yuan: null }])}>
          {t('claim.add')}
        </Button>
        <Button size="small" type="primary" ghost disabled={rows.length === 0} loading={check.isPending} onClick={() => send()}>
          {t('claim.check')}
        </Button>
      </div>
      {check.isError && <ProblemNotice problem={check.error} />}
      {last?.results.map((result) => (
        <Result key={`${result.demand.remedy} ${result.demand.amountFen}`} result={result} onAnswer={answer} />
      ))}
      {last && (
        <p className="meta">
          {t('claim.checked')} {last.by?.name} <Instant at={last.at} />
        </p>
      )}
    </section>
  )
}

const typedOf = ({ remedy, amountFen }: ClaimResult['demand']): Typed => ({ remedy, yuan: amountFen === null ? null : amountFen / 100 })

/** What was answered before is not asked again. */
const answersOf = (results: readonly ClaimResult[]): Answers =>
  Object.fromEntries(
    results.flatMap(({ clauses }) =>
      clauses.flatMap(({ entitlementId, conditions }) =>
        conditions.flatMap(({ met }, at) => (met === null ? [] : [[`${entitlementId} ${at}`, met] as const])),
      ),
    ),
  )

function Result({ result, onAnswer }: { result: ClaimResult; onAnswer: (key: string, met: boolean) => void }) {
  const { t } = useTranslation('knowledge')
  const { demand, verdict, grantedFen, clauses } = result
  return (
    <article className="kb-result">
      <p>
        <strong className={`kb-verdict is-${verdict}`}>{t(`claim.verdict.${verdict}`)}</strong> {t(`ui:remedyKind.${demand.remedy}`)}
        {demand.amountFen !== null && ` ${moneyText(demand.amountFen)}`}
        {verdict === 'partly' && grantedFen !== null && ` → ${moneyText(grantedFen)}`}
      </p>
      {verdict === 'unfounded' && <p className="meta">{t(clauses.length > 0 ? 'claim.nearest' : 'claim.nothing')}</p>}
      <ul className="plain">
        {clauses.slice(0, 2).map((clause) => (
          <li key={clause.entitlementId}>
            <Clause clause={clause} onAnswer={onAnswer} />
          </li>
        ))}
      </ul>
    </article>
  )
}

function Clause({ clause, onAnswer }: { clause: ClaimClause; onAnswer: (key: string, met: boolean) => void }) {
  const { t } = useTranslation('knowledge')
  const why = clause.reasons.filter((reason) => reason !== 'grants').map((reason) => t(`claim.reason.${reason}`))
  return (
    <div className="kb-clause">
      <strong>{clause.title}</strong> <span className="meta">{[t(`entitlement.kind.${clause.kind}`), ...why].join(' · ')}</span>
      <br />
      {clause.clause}
      {clause.law && (
        <span className="meta">
          {' '}
          <LawName law={clause.law} />
        </span>
      )}
      {clause.conditions.map(({ text, met }, at) => (
        <div key={text} className="kb-condition">
          <span>{text}</span>
          <Radio.Group
            size="small"
            optionType="button"
            aria-label={text}
            value={met}
            options={[
              { value: true, label: t('claim.yes') },
              { value: false, label: t('claim.no') },
            ]}
            onChange={(event) => onAnswer(`${clause.entitlementId} ${at}`, event.target.value === true)}
          />
        </div>
      ))}
    </div>
  )
}
