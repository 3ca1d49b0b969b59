import { type CSSProperties, memo, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react'
import { type Mark, type Segment, segmentsOf } from './segments.ts'
import { isLine, toneOf } from './tones.ts'
import './highlight.css'
import { comma } from '../../platform/punctuation.ts'

type Props = {
  text: string
  marks: readonly Mark[]
  /** Keys of the marks to bring forward. */
  active?: readonly string[]
  /** Keys of the marks under the pointer (or tapped); empty when it has left. */
  onActive?: (keys: readonly string[]) => void
}

/**
 * 标注文本: a text with its marks in place; they may overlap. Pointing at one says what it is; `active` brings marks forward from outside.
 * Line breaks are kept. Marks are read out with their labels and copied without them.
 */
export function MarkedText({ text, marks, active, onActive }: Props) {
  const root = useRef<HTMLDivElement>(null)
  const segments = useMemo(() => segmentsOf(text.length, marks), [text, marks])
  const [note, setNote] = useState<Note | null>(null)
  useActive(root, segments, active)

  function point(event: PointerEvent<HTMLDivElement>) {
    const target = (event.target as Element).closest<HTMLElement>('[data-at]')
    const found = target && segments[Number(target.dataset.at)]
    setNote(found && root.current ? noteAt(found, target, root.current, event) : null)
    onActive?.(found ? found.marks.map(({ key }) => key) : [])
  }
  function leave({ pointerType }: PointerEvent) {
    if (pointerType !== 'mouse') return // a finger has left as soon as it is lifted; the next tap clears
    setNote(null)
    onActive?.([])
  }

  return (
    <div ref={root} className="marked" onPointerOver={point} onPointerDown={point} onPointerLeave={leave}>
      <Segments text={text} segments={segments} />
      {note && (
        <div className="marked-note" aria-hidden="true" style={{ left: note.left, top: note.top }}>
          {note.labels.map((label) => (
            <span key={label}>{label}</span>
          ))}
        </div>
      )}
    </div>
  )
}

/** Pointing re-renders none of it: a text of 20,000 characters may carry thousands of marks. */
const Segments = memo(({ text, segments }: { text: string; segments: Segment[] }) => (
  <div className="marked-text">
    {segments.map((segment, at) => {
      const words = text.slice(segment.start, segment.end)
      return segment.marks.length > 0 ? <Marked key={segment.start} at={at} words={words} segment={segment} /> : words
    })}
  </div>
))

function Marked({ at, words, segment: { marks, begins } }: { at: number; words: string; segment: Segment }) {
  const tones = [...new Set(marks.map(({ kind }) => toneOf(kind)))]
  const [front, behind = front] = tones.filter((tone) => !isLine(tone))
  const style = { '--soft': `var(--tone-${front}-soft)`, '--line-1': `var(--tone-${front}-line)`, '--line-2': `var(--tone-${behind}-line)` }
  return (
    <mark
      data-at={at}
      data-tone={front}
      data-lines={tones.filter(isLine).join(' ') || undefined}
      // Read out before the words by a style rule, so that copying takes only the words.
      data-label={begins.length > 0 ? [...new Set(begins.map(({ label }) => label))].join(comma()) : undefined}
      style={front && (style as CSSProperties)}
    >
      {words}
    </mark>
  )
}

/** Set on the elements themselves: React would compare all of them to change two. */
function useActive(root: React.RefObject<HTMLDivElement | null>, segments: readonly Segment[], active: readonly string[] | undefined) {
  useEffect(() => {
    if (!root.current || !active || active.length === 0) return
    const keys = new Set(active)
    const elements = [...root.current.querySelectorAll<HTMLElement>('[data-at]')].filter((element) =>
      segments[Number(element.dataset.at)]?.marks.some(({ key }) => keys.has(key)),
    )
    for (const element of elements) element.dataset.active = ''
    return () => {
      for (const element of elements) delete element.dataset.active
    }
  }, [root, segments, active])
}

type Note = { labels: string[]; left: number; top: number }
const noteWidth = 240

/** Below the line under the pointer, inside the text's own box. */
function noteAt({ marks }: Segment, target: Element, root: Element, { clientX, clientY }: PointerEvent): Note {
  const box = root.getBoundingClientRect()
  const lines = [...target.getClientRects()]
  const line = lines.find(({ top, bottom }) => clientY >= top && clientY <= bottom) ?? lines[0]
  const left = Math.max(0, Math.min(clientX - box.left - 12, box.width - noteWidth))
  return { labels: [...new Set(marks.map(({ label }) => label))], left, top: (line?.bottom ?? clientY) - box.top + 4 }
}
