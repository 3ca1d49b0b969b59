import { type CSSProperties, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import { useMeasureDefinitions } from '../../measures/index.ts'
import { useFormat, useHotkey, useNow, usePhone, useUrlState } from '../../platform/index.ts'
import { useModeOfPage, useReducedMotion } from '../../platform/preferences.ts'
import { EmptyState, PageSkeleton, ProblemNotice } from '../../ui/index.ts'
import { queryOf } from '../place.ts'
import { Recounting } from '../Recounting.tsx'
import { useDashboardPlace } from '../use-place.ts'
import { useFullScreen, useStayAwake } from './full-screen.ts'
import { boardOfPath, boardsOf, WallPlace } from './place.ts'
import { useWallFigures } from './queries.ts'
import { screensOf } from './screens.ts'
import { afterTurn, beforeTurn, within } from './turns.ts'
import { useBoards } from './use-boards.ts'
import { useWallZoom } from './use-wall-size.ts'
import { WallBar } from './WallBar.tsx'
import { WallCard } from './WallCard.tsx'
import { WallSettings } from './WallSettings.tsx'
import './wall.css'

const rowsAScreen = 2

/** 大屏: boards in turn, screen by screen, large and without anything around; read only. Default export so that it is loaded when first shown. */
export default function Wall() {
  const { t } = useTranslation('dashboards')
  const { pathname } = useLocation()
  const [place, setPlace] = useUrlState(WallPlace)
  const { date } = useFormat()
  const today = date(useNow())
  const columns = usePhone() ? 1 : 2
  const isCalm = useReducedMotion()
  const [isTurning, setTurning] = useState(!isCalm)
  const [isSetting, setSetting] = useState(false)
  const [turn, setTurn] = useState({ board: 0, screen: 0 })
  const boards = useBoards()
  const ids = boardsOf(place, boardOfPath(pathname))
  const board = ids[Math.min(turn.board, ids.length - 1)] ?? 'manager'
  const [filter] = useDashboardPlace(board)
  const figures = useWallFigures(board, queryOf(filter, today))
  const definitions = useMeasureDefinitions()
  const screens = screensOf(
    (figures.data?.cards ?? []).map((one) => ({ ...one, wide: one.card.wide, part: one.card.part })),
    columns,
    rowsAScreen,
  )
  const now = within(turn, ids.length, screens.length)
  const screen = screens[now.screen]
  const isAlone = ids.length === 1 && screens.length <= 1
  const next = () => setTurn(afterTurn(now, ids.length, screens.length))
  const previous = () => setTurn(beforeTurn(now, ids.length))
  const leave = useLeave()
  const isFull = useFullScreen(leave)
  const zoom = useWallZoom()
  useModeOfPage(place.look)
  useStayAwake()
  useTurning(next, place.seconds, `${board} ${now.screen}`, isTurning && !isAlone && !isSetting)
  useHotkey('Escape', leave, { description: t('wall.leave') })
  useHotkey('ArrowRight', next, { description: t('wall.next') })
  useHotkey('ArrowLeft', previous, { description: t('wall.previous') })
  const name = boards.find(({ id }) => id === board)?.name ?? ''
  useEffect(() => {
    document.title = `${name} · 治未`
  }, [name])
  return (
    <div className="wall" style={{ '--wall-zoom': zoom, zoom } as CSSProperties}>
      <WallBar
        name={name}
        part={screen?.part ? t(`part.${screen.part}`) : undefined}
        place={{ at: now.screen, of: screens.length }}
        readAt={figures.dataUpdatedAt}
        isStale={figures.isError}
        isTurning={isTurning}
        isFull={isFull}
        onTurning={isAlone ? undefined : setTurning}
        onNext={next}
        onPrevious={previous}
        onSettings={() => setSetting(true)}
        onLeave={leave}
      />
      <Recounting figures={figures.data} />
      {(figures.isPending || definitions.isPending) && <PageSkeleton shape="detail" />}
      {figures.isError && !figures.data && <ProblemNotice problem={figures.error} onRetry={figures.refetch} />}
      {figures.data && screens.length === 0 && <EmptyState title={t('own.noCards')} />}
      {screen && definitions.data && (
        <div key={`${board} ${now.screen}`} className="wall-rows">
          {screen.rows.map((row) => (
            <div key={row[0]?.card.id} className="wall-row">
              {row.map((one) => (
                <WallCard key={one.card.id} figures={one} definitions={definitions.data.rows} />
              ))}
            </div>
          ))}
        </div>
      )}
      {isSetting && (
        <WallSettings
          boards={boards}
          chosen={ids}
          place={place}
          onSubmit={(change) => setPlace({ ...place, ...change }, { replace: true })}
          onClose={() => setSetting(false)}
        />
      )}
    </div>
  )
}

/** Turns on when the screen has stood its time; what changes on it meanwhile does not begin the time anew. */
function useTurning(next: () => void, seconds: number, shown: string, isOn: boolean) {
  const turn = useRef(next)
  turn.current = next
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new screen has its own time
  useEffect(() => {
    if (!isOn) return
    const timer = setInterval(() => turn.current(), seconds * 1_000)
    return () => clearInterval(timer)
  }, [isOn, seconds, shown])
}

/** Back to the dashboard as it was. */
function useLeave() {
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  return () => {
    const params = new URLSearchParams(search)
    for (const name of ['wall', ...Object.keys(WallPlace.shape)]) params.delete(name)
    void navigate({ pathname, search: params.toString() }, { replace: true })
  }
}
