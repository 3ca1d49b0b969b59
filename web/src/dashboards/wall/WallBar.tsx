import {
  CaretRightOutlined,
  CloseOutlined,
  FullscreenOutlined,
  LeftOutlined,
  PauseOutlined,
  RightOutlined,
  SettingOutlined,
} from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat, useNow } from '../../platform/index.ts'
import { fillScreen } from './full-screen.ts'

type Props = {
  name: string
  part: string | undefined
  place: { at: number; of: number }
  /** When the figures were read, in ms; 0 before the first time. */
  readAt: number
  isStale: boolean
  isTurning: boolean
  isFull: boolean
  /** Not given where there is nothing to turn to. */
  onTurning: ((isTurning: boolean) => void) | undefined
  onNext: () => void
  onPrevious: () => void
  onSettings: () => void
  onLeave: () => void
}

/** The line above: which board, what time it is, and of when the figures are; its buttons stand back until they are needed. */
export function WallBar({ name, part, place, readAt, isStale, isTurning, isFull, onTurning, ...on }: Props) {
  const { t } = useTranslation('dashboards')
  const { instant } = useFormat()
  const now = useNow()
  const button = (words: string, icon: ReactNode, onClick: () => void) => (
    <Button type="text" icon={icon} title={t(words)} aria-label={t(words)} onClick={onClick} />
  )
  return (
    <header className="wall-bar">
      <h1>
        {name}
        {part && <small>{part}</small>}
      </h1>
      {place.of > 1 && <span className="meta figures">{t('wall.place', { at: place.at + 1, of: place.of })}</span>}
      <span className="wall-times figures">
        <time className="wall-clock" dateTime={now.toISOString()}>
          {instant(now)}
        </time>
        {readAt > 0 && (
          <span className={isStale ? 'wall-stale' : 'meta'} role={isStale ? 'alert' : undefined}>
            {t(isStale ? 'wall.stale' : 'wall.readAt', { at: instant(new Date(readAt)) })}
          </span>
        )}
      </span>
      <span className="wall-buttons">
        {onTurning && (
          <>
            {button('wall.previous', <LeftOutlined />, on.onPrevious)}
            {button(isTurning ? 'wall.pause' : 'wall.turn', isTurning ? <PauseOutlined /> : <CaretRightOutlined />, () =>
              onTurning(!isTurning),
            )}
            {button('wall.next', <RightOutlined />, on.onNext)}
          </>
        )}
        {button('wall.settings', <SettingOutlined />, on.onSettings)}
        {!isFull && button('wall.fill', <FullscreenOutlined />, fillScreen)}
        {button('wall.leave', <CloseOutlined />, on.onLeave)}
      </span>
    </header>
  )
}
