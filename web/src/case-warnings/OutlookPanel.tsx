import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { moneyText, ratioText, useFormat } from '../platform/index.ts'
import { bracketed } from '../platform/punctuation.ts'
import { useOutlook } from './queries.ts'
import { Signs } from './Signs.tsx'
import './case-warnings.css'

/** 会不会升级: what to do now by the stage, the risk with its reasons and its rank, what drags on, and the group the case is in. */
export function OutlookPanel({ caseId }: { caseId: string }) {
  const { t } = useTranslation('case-warnings')
  const { duration } = useFormat()
  const { data } = useOutlook(caseId)
  if (!data || (!data.advice && data.groups.length === 0)) return null
  const { advice, risk, chain, groups } = data
  return (
    <section className="part cw-outlook" aria-label={t('outlook.title')}>
      <h2>{t('outlook.title')}</h2>
      {risk && (
        <>
          <p className="cw-outlook-score">
            <strong className="figures">
              {t('outlook.score', {
                basis: t(risk.basis === 'model' ? 'outlook.byModel' : 'outlook.byRule'),
                score: ratioText(risk.score),
              })}
            </strong>{' '}
            <Link to="/warnings/risk">{t('outlook.rank', { rank: risk.rank, of: risk.of })}</Link>
          </p>
          <Signs reasons={risk.reasons} none={t('risk.noReasons')} />
        </>
      )}
      {advice && advice.stage > 1 && (
        <p>
          <strong>{t(`outlook.act.${advice.act}`)}</strong>
          {advice.withinMinutes !== null && bracketed(t('outlook.within', { time: duration(advice.withinMinutes) }))}
          <br />
          <span className="meta">
            {t(`outlook.step.${advice.step}`)}
            {advice.limitFen !== null && advice.limitFen > 0 && ` · ${t('outlook.limit', { amount: moneyText(advice.limitFen) })}`}
          </span>
        </p>
      )}
      {chain?.warned && (
        <div className="cw-chain">
          <span className="meta">{t('outlook.chain')}</span> <Signs reasons={chain.reasons} />
        </div>
      )}
      {groups.map((group) => (
        <p key={group.id}>
          <Link to={`/warnings/groups/${group.id}`}>{t('outlook.group', { people: group.people })}</Link>{' '}
          <span className="meta">{t(`groups.state.${group.state}`)}</span>
        </p>
      ))}
    </section>
  )
}
