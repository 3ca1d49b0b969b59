import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { numberText, useMay, useUrlState } from '../platform/index.ts'
import { Page } from '../ui/index.ts'
import { DisputeList } from './desk/DisputeList.tsx'
import { Figures } from './desk/Figures.tsx'
import { Waiting } from './desk/Waiting.tsx'
import { useDesk, useDispatchSettings, useDisputes, useFigures } from './queries.ts'
import './dispatch.css'

const Place = z.object({ part: z.enum(['waiting', 'disputes']).optional(), cursor: z.string().optional() })

/** 派单台: accepted cases that wait for a unit, one key each; and disputes that wait for the supervisor. */
export function DispatchDeskPage() {
  const { t } = useTranslation('dispatch')
  const [place, setPlace] = useUrlState(Place)
  const mayDispatch = useMay('cases:dispatch')
  const desk = useDesk(mayDispatch)
  const disputes = useDisputes()
  const mayReadFigures = useMay('cases:read')
  const figures = useFigures(mayReadFigures)
  const settings = useDispatchSettings()
  const part = place.part ?? (mayDispatch ? 'waiting' : 'disputes')
  const counted = (words: string, count: number | undefined) => (count === undefined ? words : `${words} ${numberText(count)}`)
  return (
    <Page
      title={t('desk.title')}
      extra={
        <Segmented
          value={part}
          onChange={(value) => setPlace({ part: value })}
          options={[
            ...(mayDispatch ? [{ value: 'waiting' as const, label: counted(t('desk.waiting'), desk.data?.total.count) }] : []),
            { value: 'disputes' as const, label: counted(t('desk.disputes'), disputes.data?.total.count) },
          ]}
        />
      }
    >
      {mayReadFigures && !figures.isError && <Figures figures={figures.data} settings={settings.data} />}
      {part === 'waiting' ? (
        <Waiting cursor={place.cursor} onCursor={(cursor) => setPlace({ part, cursor })} />
      ) : (
        <DisputeList disputes={disputes} />
      )}
    </Page>
  )
}
