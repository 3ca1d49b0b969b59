import type { Drawing } from '@zhiwei/contract'
import { keyed } from './keyed.ts'

type Point = readonly [number, number]

/** The printed colours by the words of the theme, so that a picture can be read in the dark. */
const colours: Record<string, string> = {
  '#1F6F78': 'var(--accent)',
  '#CFE3E5': 'color-mix(in srgb, var(--accent) 25%, transparent)',
  '#1F2328': 'var(--text)',
  '#667085': 'var(--secondary)',
  '#E7E5E0': 'var(--line)',
}
const colourOf = (printed: string) => colours[printed] ?? printed
const path = (points: readonly Point[]) => points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')
const anchors = { left: 'start', middle: 'middle', right: 'end' } as const

/** A picture of a report: the shapes that are printed, drawn on the page. */
export function DrawingPicture({ drawing: { width, height, shapes, label } }: { drawing: Drawing }) {
  return (
    <svg className="report-drawing" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {keyed(shapes, (shape) => JSON.stringify(shape)).map(({ key, thing: shape }) => {
        if (shape.kind === 'area') return <polygon key={key} points={path(shape.points)} fill={colourOf(shape.colour)} />
        if (shape.kind === 'line')
          return (
            <polyline
              key={key}
              points={path(shape.points)}
              fill="none"
              stroke={colourOf(shape.colour)}
              strokeWidth={shape.width}
              {...(shape.dashed && { strokeDasharray: '4 3' })}
            />
          )
        return (
          <text
            key={key}
            x={shape.at[0]}
            y={shape.at[1]}
            fontSize={shape.size}
            fill={colourOf(shape.colour)}
            textAnchor={anchors[shape.align]}
          >
            {shape.text}
          </text>
        )
      })}
    </svg>
  )
}
