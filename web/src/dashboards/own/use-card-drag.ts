import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { useEffect, useRef, useState } from 'react'

/** A card that can be dragged by its handle and takes others in its place. */
export function useCardDrag(id: string, onDropped: (id: string) => void) {
  const place = useRef<HTMLDivElement>(null)
  const handle = useRef<HTMLSpanElement>(null)
  const dropped = useRef(onDropped)
  dropped.current = onDropped
  const [isDragged, setDragged] = useState(false)
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const element = place.current
    const dragHandle = handle.current
    if (!element || !dragHandle) return
    return combine(
      draggable({
        element,
        dragHandle,
        getInitialData: () => ({ cardId: id }),
        onDragStart: () => setDragged(true),
        onDrop: () => setDragged(false),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => typeof source.data.cardId === 'string' && source.data.cardId !== id,
        onDragEnter: () => setOver(true),
        onDragLeave: () => setOver(false),
        onDrop: ({ source }) => {
          setOver(false)
          dropped.current(String(source.data.cardId))
        },
      }),
    )
  }, [id])
  return { place, handle, isDragged, isOver }
}
