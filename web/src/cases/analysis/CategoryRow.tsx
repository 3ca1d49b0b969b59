import { DownOutlined } from '@ant-design/icons'
import type { CaseAnalysis } from '@zhiwei/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CatalogueSelect, useCatalogueName } from '../../classification/index.ts'
import { ratioText } from '../../platform/index.ts'
import { useCaseOnPage } from '../case-context.ts'
import { ConfirmButton, StandingMark } from './JudgedRow.tsx'
import { standingOf } from './judgements.ts'
import { ReasonWords } from './Reasons.tsx'
import type { Judge } from './use-judge.ts'

/** So many other categories are offered beside the first. */
const othersShown = 2
/** Below, another proposal is no help. */
const shownFrom = 0.08

/** 分类: what the case stands under, how probable, what else it might be: a click chooses. */
export function CategoryRow({ analysis, judge }: { analysis: CaseAnalysis; judge: Judge }) {
  const { t } = useTranslation('cases')
  const categoryName = useCatalogueName('categories')
  const { complaintCase } = useCaseOnPage()
  const [isChoosing, setChoosing] = useState(false)
  const { value, confirmed, proposed, basis, reasons } = analysis.category
  const own = proposed.find(({ code }) => code === value)
  const name = value === null ? t('analysis.noCategory') : categoryName(value)
  const standing = standingOf(analysis, 'category', value)
  const others = proposed.filter(({ code, probability }) => code !== value && probability >= shownFrom).slice(0, othersShown)

  function give(code: string) {
    setChoosing(false)
    judge.judge({
      words: [{ field: 'category', value: code }],
      said: t(code === value ? 'analysis.confirmedAs' : 'analysis.changedTo', { field: t('column.category'), value: categoryName(code) }),
      back: code !== value && value !== null ? [{ field: 'category', value }] : undefined,
    })
  }

  return (
    <div className="judged">
      <dt>{t('column.category')}</dt>
      <dd>
        <span className="judged-line">
          <span className="judged-what">
            {judge.mayJudge ? (
              <button
                type="button"
                className="judged-value"
                disabled={judge.isBusy}
                aria-expanded={isChoosing}
                aria-label={t('analysis.change', { field: t('column.category'), value: name })}
                onClick={() => setChoosing(!isChoosing)}
              >
                <strong>{name}</strong>
                <DownOutlined className="judged-arrow" />
              </button>
            ) : (
              <strong className="judged-value is-fixed">{name}</strong>
            )}
            {!confirmed && own && (
              <span className="meta" title={t(`classification:text.basisDetail.${basis}`)}>
                {ratioText(own.probability)}
                {basis === 'seeds' && <> · {t('analysis.guess')}</>}
              </span>
            )}
          </span>
          <StandingMark standing={standing} />
          {confirmed && standing.kind === 'proposed' && <span className="judged-by">{t('analysis.confirmed')}</span>}
          {judge.mayJudge && !confirmed && value !== null && (
            <ConfirmButton name={`${t('column.category')} ${categoryName(value)}`} isBusy={judge.isBusy} onClick={() => give(value)} />
          )}
        </span>
        {value !== null && value === proposed[0]?.code && <ReasonWords reasons={reasons} text={complaintCase.text} />}
        {judge.mayJudge && !isChoosing && !confirmed && others.length > 0 && (
          <span className="judged-others">
            {others.map(({ code, probability }) => (
              <button
                key={code}
                type="button"
                className="chip"
                disabled={judge.isBusy}
                aria-label={t('analysis.changeTo', { field: t('column.category'), value: categoryName(code) })}
                onClick={() => give(code)}
              >
                {categoryName(code)} <span className="meta">{ratioText(probability)}</span>
              </button>
            ))}
          </span>
        )}
        {isChoosing && (
          <CatalogueSelect
            autoFocus
            defaultOpen
            catalogue="categories"
            label={t('column.category')}
            placeholder={t('input.chooseCategory')}
            onBlur={() => setChoosing(false)}
            onChange={(code) => code && give(code)}
          />
        )}
      </dd>
    </div>
  )
}
