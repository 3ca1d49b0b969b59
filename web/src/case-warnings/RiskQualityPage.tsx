import type { RiskQuality, RiskQualityOfOne } from '@zhiwei/contract'
import { Alert } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { numberText, ratioText, useFormat } from '../platform/index.ts'
import { Chart, EmptyState, Page, PageSkeleton, ProblemNotice } from '../ui/index.ts'
import { WarningNav } from '../warning/index.ts'
import { useRiskQuality } from './queries.ts'
import { reliabilityOption } from './reliability-option.ts'
import { CaseWarningTabs } from './Tabs.tsx'
import './case-warnings.css'

/** 升级风险的排序质量: precision, recall, lift and calibration on later cases; says when there is not enough data. */
export function RiskQualityPage() {
  const { t } = useTranslation('case-warnings')
  const quality = useRiskQuality()
  return (
    <Page title={t('quality.title')} nav={<WarningNav />}>
      <CaseWarningTabs />
      <p className="meta">{t('quality.hint')}</p>
      {quality.isPending && <PageSkeleton shape="detail" />}
      {quality.isError && <ProblemNotice problem={quality.error} onRetry={quality.refetch} />}
      {quality.data?.outcome === 'none' && <EmptyState title={t('quality.none')} detail={t('quality.noneDetail')} />}
      {quality.data && quality.data.outcome !== 'none' && <Measured quality={quality.data} />}
    </Page>
  )
}

function Measured({ quality }: { quality: RiskQuality }) {
  const { t } = useTranslation('case-warnings')
  const { date } = useFormat()
  const { outcome, snapshots, trained, heldOut, cases, heldOutFrom, fewest, ends, rule, model, betterIn, weights, basis } = quality
  const best = (basis === 'model' ? model : null) ?? rule
  return (
    <>
      <Alert
        type={outcome === 'promoted' ? 'success' : 'info'}
        showIcon
        title={t(`quality.outcome.${outcome}`, { fewest })}
        description={
          <>
            {outcome !== 'promoted' && basis === 'model' && <div>{t('quality.inService')}</div>}
            <div>
              {t('quality.figures', {
                snapshots: numberText(snapshots),
                cases: numberText(cases),
                trained: numberText(trained),
                heldOut: numberText(heldOut),
              })}
              {heldOutFrom && ` · ${t('quality.from', { from: date(heldOutFrom) })}`}
            </div>
            <div>{t('quality.ends', ends)}</div>
            {betterIn !== null && <div>{t('quality.betterIn', { share: ratioText(betterIn) })}</div>}
          </>
        }
      />
      {rule && <Ranked rule={rule} model={model} />}
      {best && best.reliability.length > 0 && <Reliability quality={best} />}
      {weights.length > 0 && <Weights weights={weights} inService={outcome === 'promoted'} />}
    </>
  )
}

function Ranked({ rule, model }: { rule: RiskQualityOfOne; model: RiskQualityOfOne | null }) {
  const { t } = useTranslation('case-warnings')
  const rows = [{ name: t('quality.rule'), one: rule }, ...(model ? [{ name: t('quality.model'), one: model }] : [])]
  return (
    <section className="card cw-part">
      <h2>{t('quality.table')}</h2>
      <div className="cw-scroll">
        <table className="cw-table figures">
          <thead>
            <tr>
              <th scope="col">{t('quality.column.reviewed')}</th>
              <th scope="col" />
              {(['of', 'precision', 'recall', 'lift'] as const).map((name) => (
                <th key={name} scope="col">
                  {t(`quality.column.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rule.at.flatMap(({ share }) =>
              rows.flatMap(({ name, one }) =>
                one.at
                  .filter((at) => at.share === share)
                  .map(({ reviewed, precision, low, high, recall, lift }) => (
                    <tr key={`${share} ${name}`}>
                      <th scope="row">{ratioText(share)}</th>
                      <td>{name}</td>
                      <td>{numberText(reviewed)}</td>
                      <td>
                        {ratioText(precision)}{' '}
                        <span className="meta">
                          {ratioText(low)}–{ratioText(high)}
                        </span>
                      </td>
                      <td>{ratioText(recall)}</td>
                      <td>{t('quality.times', { lift: lift.toFixed(2) })}</td>
                    </tr>
                  )),
              ),
            )}
            <tr>
              <th scope="row">–</th>
              <td>{t('quality.base')}</td>
              <td>{numberText(rule.rows)}</td>
              <td>{ratioText(rule.baseRate)}</td>
              <td>–</td>
              <td>{t('quality.times', { lift: '1.00' })}</td>
            </tr>
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Reliability({ quality }: { quality: RiskQualityOfOne }) {
  const { t } = useTranslation('case-warnings')
  const { reliability, calibrationError } = quality
  // The same option as long as the same is shown: another one is drawn anew.
  const option = useMemo(
    () => reliabilityOption(reliability, { said: t('quality.said'), came: t('quality.came'), perfect: t('quality.perfect') }),
    [reliability, t],
  )
  return (
    <section className="card cw-part">
      <h2>{t('quality.reliability')}</h2>
      {calibrationError !== null && <p className="meta">{t('quality.error', { error: ratioText(calibrationError) })}</p>}
      <Chart
        height={300}
        label={t('quality.reliabilityLabel')}
        option={option}
        table={{
          columns: [t('quality.said'), t('quality.came'), t('quality.interval'), t('quality.rows')],
          rows: reliability.map(({ said, came, low, high, rows }, at) => ({
            key: String(at),
            cells: [ratioText(said), ratioText(came), `${ratioText(low)}–${ratioText(high)}`, numberText(rows)],
          })),
        }}
      />
    </section>
  )
}

function Weights({ weights, inService }: { weights: RiskQuality['weights']; inService: boolean }) {
  const { t } = useTranslation('case-warnings')
  return (
    <section className="card cw-part">
      <h2>{t(inService ? 'quality.weights' : 'quality.weightsTried')}</h2>
      <table className="cw-table figures">
        <thead>
          <tr>
            <th scope="col">{t('quality.sign')}</th>
            <th scope="col">{t('quality.weight')}</th>
          </tr>
        </thead>
        <tbody>
          {weights.slice(0, 12).map(({ sign, weight }) => (
            <tr key={sign}>
              <th scope="row">{t(`signName.${sign}`)}</th>
              <td>{weight > 0 ? `+${weight.toFixed(2)}` : weight.toFixed(2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
