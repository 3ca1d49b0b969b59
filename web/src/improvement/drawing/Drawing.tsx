import { type Bone, boneLabelSize, bones, type CauseBox, type CauseLayout } from '@zhiwei/contract'
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { comma } from '../../platform/punctuation.ts'
import { moved, type Sketch } from './edit.ts'

type Props = {
  sketch: Sketch
  title: string
  layout: CauseLayout
  readOnly?: boolean
  /** The node whose words are written in its place. */
  writing: string | null
  onChoose: (id: string | null) => void
  onKey: (event: KeyboardEvent) => void
  onWrite: (id: string | null) => void
  onWritten: (id: string, text: string) => void
  onMove: (sketch: Sketch) => void
  onAddToBone: (bone: Bone) => void
}

const farEnough = 8
/** Smaller than this the words cannot be read, and the drawing is moved instead. */
const smallest = 0.72

/** The drawing itself: chosen by click, touch or arrows, written in its place, dragged to where it belongs. */
export function Drawing({
  sketch,
  title,
  layout,
  readOnly = false,
  writing,
  onChoose,
  onKey,
  onWrite,
  onWritten,
  onMove,
  onAddToBone,
}: Props) {
  const { t } = useTranslation('improvement')
  const tree = useRef<HTMLDivElement>(null)
  const [room, fit] = useFit(layout.width)
  const drag = useDrag(sketch, readOnly, onMove)
  const box = layout.boxes.find(({ id }) => id === writing && id !== null)
  // The problem is where one begins; only what is gone to comes into view.
  useEffect(() => {
    if (sketch.chosen !== null) document.getElementById(`node-${sketch.chosen}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [sketch.chosen])
  return (
    <div ref={room} className="drawing-scroll">
      <div className="drawing" {...drag.on} style={{ width: layout.width, height: layout.height, zoom: fit }}>
        <svg width={layout.width} height={layout.height} aria-hidden="true" focusable="false" className="drawing-lines">
          {layout.strokes.map(({ key, from, to, heavy }) => (
            <path key={key} d={`M${from.join(' ')} L${to.join(' ')}`} className={heavy ? 'stroke is-heavy' : 'stroke'} />
          ))}
        </svg>
        {layout.labels.map(({ bone, x, y }) => (
          <button
            key={bone}
            type="button"
            className="fish-bone"
            data-bone={bone}
            disabled={readOnly}
            title={t('tree.addTo', { bone: t(`bone.${bone}`) })}
            style={{ left: x, top: y, width: boneLabelSize.width, height: boneLabelSize.height }}
            onClick={() => onAddToBone(bone)}
          >
            {t(`bone.${bone}`)}
          </button>
        ))}
        <div
          ref={tree}
          role="tree"
          tabIndex={0}
          aria-label={t('tree.drawingOf', { title })}
          aria-activedescendant={`node-${sketch.chosen ?? 'problem'}`}
          onKeyDown={onKey}
        >
          {layout.boxes.map((one) => (
            <Node
              key={one.id ?? 'problem'}
              box={one}
              sketch={sketch}
              isTarget={drag.over === (one.id ?? 'problem')}
              onChoose={() => {
                onChoose(one.id)
                tree.current?.focus({ preventScroll: true })
              }}
              onWrite={() => !readOnly && onWrite(one.id)}
            />
          ))}
        </div>
        {box && (
          <Writing
            key={box.id}
            box={box}
            onWritten={(text) => onWritten(box.id ?? '', text)}
            onEnd={() => {
              onWrite(null)
              tree.current?.focus()
            }}
          />
        )}
      </div>
    </div>
  )
}

/** How small a drawing must be drawn to lie in its place with its head in sight. */
function useFit(width: number) {
  const room = useRef<HTMLDivElement>(null)
  const [wide, setWide] = useState(0)
  useEffect(() => {
    const place = room.current
    if (!place) return
    const watch = new ResizeObserver(() => setWide(place.clientWidth))
    watch.observe(place)
    return () => watch.disconnect()
  }, [])
  const fit = wide === 0 ? 1 : Math.min(1, wide / width)
  return [room, fit < smallest ? 1 : fit] as const
}

type NodeProps = { box: CauseBox; sketch: Sketch; isTarget: boolean; onChoose: () => void; onWrite: () => void }

function Node({ box: { id, x, y, width, height, lines, node }, sketch, isTarget, onChoose, onWrite }: NodeProps) {
  const { t } = useTranslation('improvement')
  const isChosen = sketch.chosen === id
  const parts = [node?.text, node && node.state !== 'open' && t(`node.${node.state}`), node?.cause && t('node.named')]
  const className = ['node', id === null ? 'is-problem' : `is-${node?.state}`, isChosen && 'is-chosen', isTarget && 'is-target']
    .filter(Boolean)
    .join(' ')
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys
    <div
      id={`node-${id ?? 'problem'}`}
      role="treeitem"
      tabIndex={-1}
      aria-selected={isChosen}
      aria-label={id === null ? t('tree.problem', { title: lines.join('') }) : parts.filter(Boolean).join(comma())}
      data-node={id ?? 'problem'}
      className={className}
      style={{ left: x, top: y, width, height }}
      onClick={onChoose}
      onDoubleClick={onWrite}
    >
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is where it stands
        <span key={at}>{line}</span>
      ))}
      {node?.cause && <i aria-hidden="true" className="node-cause" />}
    </div>
  )
}

function Writing({ box, onWritten, onEnd }: { box: CauseBox; onWritten: (text: string) => void; onEnd: () => void }) {
  const { t } = useTranslation('improvement')
  const [text, setText] = useState(box.node?.text ?? '')
  const isOver = useRef(false)
  const end = (keep: boolean) => {
    if (isOver.current) return
    isOver.current = true
    if (keep && text.trim() && text.trim() !== box.node?.text) onWritten(text.trim())
    onEnd()
  }
  return (
    <textarea
      className="node-writing"
      aria-label={t('node.text')}
      // biome-ignore lint/a11y/noAutofocus: the person has just asked to write here
      autoFocus
      maxLength={200}
      value={text}
      style={{ left: box.x, top: box.y, width: box.width, minHeight: Math.max(box.height, 54) }}
      onFocus={({ target }) => target.select()}
      onChange={({ target }) => setText(target.value.replaceAll('\n', ''))}
      onBlur={() => end(true)}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter' || event.key === 'Tab') {
          event.preventDefault()
          end(true)
        }
        if (event.key === 'Escape') end(false)
      }}
    />
  )
}

/** Dragging with mouse or pen; by touch a finger scrolls, and the panel's choice moves. */
function useDrag(sketch: Sketch, readOnly: boolean, onMove: (sketch: Sketch) => void) {
  const from = useRef<{ id: string; x: number; y: number } | null>(null)
  const [over, setOver] = useState<string | null>(null)
  const placeAt = ({ clientX, clientY }: PointerEvent) =>
    document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-node],[data-bone]')
  const on = {
    onPointerDown(event: PointerEvent) {
      const id = (event.target as Element).closest<HTMLElement>('[data-node]')?.dataset.node
      from.current =
        !readOnly && event.pointerType !== 'touch' && id && id !== 'problem' ? { id, x: event.clientX, y: event.clientY } : null
    },
    onPointerMove(event: PointerEvent) {
      const start = from.current
      if (!start || Math.hypot(event.clientX - start.x, event.clientY - start.y) < farEnough) return
      const place = placeAt(event)
      setOver(place?.dataset.node ?? place?.dataset.bone ?? null)
    },
    onPointerUp(event: PointerEvent) {
      const start = from.current
      from.current = null
      setOver(null)
      if (!start || Math.hypot(event.clientX - start.x, event.clientY - start.y) < farEnough) return
      const place = placeAt(event)
      const bone = bones.find((name) => name === place?.dataset.bone)
      const target = place?.dataset.node
      if (bone) onMove(moved(sketch, start.id, { parentId: null, bone }))
      else if (target && target !== start.id) onMove(moved(sketch, start.id, { parentId: target === 'problem' ? null : target }))
    },
    onPointerCancel() {
      from.current = null
      setOver(null)
    },
  }
  return { on, over }
}
