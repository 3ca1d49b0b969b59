import type { PerformanceFigure, PerformanceSheet, PerformanceSide } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ratioText } from '../../platform/index.ts'
import { RowsDrawer } from './RowsDrawer.tsx'

type Props = { side: PerformanceSide; sheet: PerformanceSheet }

/** One side with its figures in words; each number opens its rows. */
export function SidePart({ side: { criterion, weight, points, figures }, sheet }: Props) {
  const { t } = useTranslation('performance')
  const [opened, setOpened] = useState<PerformanceFigure>()
  return (
    <section className="card performance-side" aria-label={t(`criterion.${criterion}`)}>
      <h2>
        {t(`criterion.${criterion}`)} <span className="meta">{t('sheet.side', { weight })}</span>
        <span className="performance-points figures">
          {points === null ? <span className="meta">{t('notEnough')}</span> : t('pointsOf', { points: points.toFixed(1) })}
        </span>
      </h2>
      <ul className="performance-figures">
        {figures.map((figure) => (
          <li key={figure.line}>
            <Figure figure={figure} onOpen={() => setOpened(figure)} />
          </li>
        ))}
      </ul>
      {opened && <RowsDrawer sheet={sheet} line={opened.line} onClose={() => setOpened(undefined)} />}
    </section>
  )
}

function Figure({ figure, onOpen }: { figure: PerformanceFigure; onOpen: () => void }) {
  const { t } = useTranslation('performance')
  const { line, count, of, value, interval, points, leftOut, asked } = figure
  const left = leftOut.map(({ why, count: many }) => t('leftOutCount', { why: t(`leftOut.${why}`), count: many }))
  return (
    <>
      <div className="performance-figure">
        <span>{t(`line.${line}`)}</span>
        <Button type="link" size="small" className="figures" aria-label={t('sheet.openLine', { line: t(`line.${line}`) })} onClick={onOpen}>
          {t('sheet.of', { count, of })}
        </Button>
        <span className="figures performance-share">{value === null ? '' : ratioText(value)}</span>
        <span className="figures performance-points">{points === null ? <span className="meta">—</span> : points.toFixed(1)}</span>
      </div>
      <div className="meta">
        {[interval && t('sheet.interval', { low: ratioText(interval.low), high: ratioText(interval.high) }), comparedOf(figure, t)]
          .filter(Boolean)
          .join(' · ')}
      </div>
      {asked !== null && asked > 0 && (
        <div className="meta">{t('sheet.response', { scored: of, asked, share: ratioText(Math.min(1, of / asked)) })}</div>
      )}
      {left.length > 0 && <div className="meta">{t('sheet.notCounted', { list: left.join(' · ') })}</div>}
    </>
  )
}

type Say = ReturnType<typeof useTranslation<'performance'>>['t']

/** What the figure says beside like cases, in words. */
function comparedOf({ line, verdict, observed, expected, ratio, ratioInterval, adjusted, of }: PerformanceFigure, t: Say): string {
  if (line === 'finding') return t('sheet.findingCount', { of, against: observed })
  if (of === 0) return t('sheet.nothing')
  if (verdict === 'notCompared') return ''
  if (ratio === null || ratioInterval === null || expected === null) return t(`verdict.${verdict}`)
  const two = (value: number) => value.toFixed(2)
  const compare = t('sheet.compare', {
    ...{ observed, expected: expected.toFixed(1), ratio: two(ratio), low: two(ratioInterval.low), high: two(ratioInterval.high) },
  })
  return [t(`verdict.${verdict}`), compare, adjusted !== null && t('sheet.adjusted', { share: ratioText(adjusted) })]
    .filter(Boolean)
    .join(' · ')
}
