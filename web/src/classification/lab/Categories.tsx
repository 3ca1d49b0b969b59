import type { TextAnalysis } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { ratioText } from '../../platform/index.ts'
import { useCatalogueName } from '../queries.ts'
import { Part, type Pointing } from './Findings.tsx'
import { type Finding, groupsOf } from './findings.ts'
import { Groups } from './Groups.tsx'

const shown = 3
/** Below, it would read 0 %. */
const least = 0.005

type Props = { analysis: TextAnalysis; findings: readonly Finding[] } & Pointing

/** 分类: the three most likely, who says so, and by which words. */
export function Categories({ analysis: { category, categoryBasis }, findings, ...pointing }: Props) {
  const { t } = useTranslation('classification')
  const nameOf = useCatalogueName('categories')
  const best = category.filter(({ probability }, at) => at === 0 || probability >= least).slice(0, shown)
  return (
    <Part title={t('lab.category')}>
      {best.length === 0 && <p>{t('lab.noCategory')}</p>}
      <ul className="lab-bars">
        {best.map(({ code, probability }) => (
          <li key={code}>
            <span>{nameOf(code)}</span>
            <span className="figures">{ratioText(probability, 0)}</span>
            <span className="lab-bar" aria-hidden="true">
              <span style={{ width: ratioText(probability) }} />
            </span>
          </li>
        ))}
      </ul>
      <p className="meta">
        <span className="lab-basis">{t(`text.basis.${categoryBasis}`)}</span> {t(`text.basisDetail.${categoryBasis}`)}
      </p>
      <Groups groups={groupsOf(findings, 'category')} {...pointing} />
    </Part>
  )
}
