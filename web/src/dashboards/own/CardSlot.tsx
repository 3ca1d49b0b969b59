import { ArrowLeftOutlined, ArrowRightOutlined, ColumnWidthOutlined, DeleteOutlined, EditOutlined, HolderOutlined } from '@ant-design/icons'
import type { OwnCard } from '@zhiwei/contract'
import { Button } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useCardDrag } from './use-card-drag.ts'

type Props = {
  card: OwnCard
  name: string
  isFirst: boolean
  isLast: boolean
  onMove: (by: -1 | 1) => void
  onDropped: (id: string) => void
  onWiden: () => void
  onChange: () => void
  onRemove: () => void
  children: ReactNode
}

/** The place of a card while the board is arranged: a handle to drag it by, and the same by buttons. */
export function CardSlot({ card, name, isFirst, isLast, onMove, onDropped, onWiden, onChange, onRemove, children }: Props) {
  const { t } = useTranslation('dashboards')
  const { place, handle, isDragged, isOver } = useCardDrag(card.id, onDropped)
  const bar = useRef<HTMLDivElement>(null)
  const pressed = useRef<string>(null)
  // Moving takes the focus from a button: it stays with whoever goes on moving.
  useEffect(() => {
    if (!pressed.current) return
    const button = bar.current?.querySelector<HTMLButtonElement>(`[data-act="${pressed.current}"]:not(:disabled)`)
    if (document.activeElement === document.body) button?.focus()
    pressed.current = null
  })
  const act = (key: string, icon: ReactNode, onClick: () => void, disabled = false) => (
    <Button
      type="text"
      size="small"
      data-act={key}
      icon={icon}
      disabled={disabled}
      title={t(`own.act.${key}`)}
      aria-label={t('own.actOf', { act: t(`own.act.${key}`), name })}
      onClick={() => {
        pressed.current = key
        onClick()
      }}
    />
  )
  return (
    <div
      ref={place}
      className={`own-slot${card.wide ? ' chart-card-wide' : ''}${isDragged ? ' is-dragged' : ''}${isOver ? ' is-over' : ''}`}
    >
      <div ref={bar} className="own-bar">
        <span ref={handle} className="own-handle" title={t('own.drag')} aria-hidden="true">
          <HolderOutlined />
        </span>
        {act('earlier', <ArrowLeftOutlined />, () => onMove(-1), isFirst)}
        {act('later', <ArrowRightOutlined />, () => onMove(1), isLast)}
        {act(card.wide ? 'narrower' : 'wider', <ColumnWidthOutlined />, onWiden)}
        {act('change', <EditOutlined />, onChange)}
        {act('remove', <DeleteOutlined />, onRemove)}
      </div>
      {children}
    </div>
  )
}
