import type { PartnerScore } from '@zhiwei/contract'
import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'

const parts = ['timely', 'complete', 'effective'] as const
const percent = (share: number) => `${Math.round(share * 100)}%`

/** 评分, with every count it rests on; few are said to be few. */
export function ScoreFacts({ score }: { score: PartnerScore }) {
  const { t } = useTranslation('partners')
  return (
    <>
      <p className="score-head">
        <b>{score.score ?? '—'}</b> <span className="meta">{t('score.of100')}</span> {score.few && <Tag>{t('score.few')}</Tag>}
      </p>
      <dl className="score-parts">
        {parts.map((name) => {
          const { hits, of, share, interval, few } = score[name]
          return (
            <div key={name}>
              <dt>{t(`score.${name}`)}</dt>
              <dd>
                {share === null ? t('score.nothing') : `${percent(share)} · ${t('score.hitsOf', { hits, of })}`}
                {interval && (
                  <span className="meta"> {t('score.interval', { low: percent(interval.low), high: percent(interval.high) })}</span>
                )}
                {few && share !== null && <span className="meta"> {t('score.fewShort')}</span>}
              </dd>
            </div>
          )
        })}
      </dl>
      {score.undecided > 0 && <p className="meta">{t('score.undecided', { count: score.undecided })}</p>}
      <p className="meta">{t('score.formula')}</p>
    </>
  )
}
