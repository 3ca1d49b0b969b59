import { DownOutlined } from '@ant-design/icons'
import { Button, Segmented } from 'antd'
import { Fragment, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Sideways } from '../../ui/index.ts'
import { useReading } from '../analysis/reading.ts'
import { useCaseOnPage } from '../case-context.ts'
import { ComplaintText } from './ComplaintText.tsx'
import { EmotionCurve } from './EmotionCurve.tsx'
import { type StoryFilter, storyFilters, storyKindOf } from './kinds.ts'
import { LaneChart } from './LaneChart.tsx'
import { StoryEntry } from './StoryEntry.tsx'
import './story.css'

/** From this many rows on, a way to the newest is offered. */
const manyRows = 6

/** 经过: the complaint's own words first, then everything that happened, oldest first; the newest stands above the composer. */
export function Story() {
  const { t } = useTranslation('cases')
  const { rows } = useCaseOnPage()
  const [filter, setFilter] = useState<StoryFilter>('all')
  const { shown: asked } = useReading()
  // What is asked for is not left out.
  useEffect(() => {
    if (asked) setFilter('all')
  }, [asked])
  const end = useRef<HTMLDivElement>(null)
  // The registration's text is the complaint itself, which stands above.
  const told = rows.map((row) =>
    row.kind === 'complaint.received' && row.no === 1 ? { ...row, text: row.text === null ? null : undefined } : row,
  )
  const shown = told.filter(({ kind }) => filter === 'all' || storyKindOf(kind) === filter)
  const count = (of: StoryFilter) => (of === 'all' ? rows.length : rows.filter(({ kind }) => storyKindOf(kind) === of).length)
  return (
    <>
      <div className="story-head">
        <EmotionCurve />
        <LaneChart />
        <div className="story-filter">
          <Segmented<StoryFilter>
            size="small"
            value={filter}
            onChange={setFilter}
            aria-label={t('story.filter.label')}
            options={storyFilters.map((value) => ({
              value,
              label: `${t(`story.filter.${value}`)} ${count(value)}`,
              disabled: count(value) === 0,
            }))}
          />
          {shown.length > manyRows && (
            <Button type="text" size="small" icon={<DownOutlined />} onClick={() => end.current?.scrollIntoView({ block: 'end' })}>
              {t('story.newest')}
            </Button>
          )}
        </div>
      </div>
      <Sideways className="story" role="log" label={t('part.story')}>
        <ComplaintText />
        <ol className="entries">
          {shown.map((row, index) => (
            <Fragment key={row.no}>
              {row.cycle > (shown[index - 1]?.cycle ?? 1) && <li className="cycle">{t('customer.cycleNumber', { cycle: row.cycle })}</li>}
              <StoryEntry row={row} />
            </Fragment>
          ))}
        </ol>
        <div ref={end} />
      </Sideways>
    </>
  )
}
