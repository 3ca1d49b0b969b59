import { expect, test } from 'vitest'
import { barDrawing, type Point } from './drawings.ts'

const words = { label: 'Complaints by category', key: '', text: String, isShare: false }
const point = (label: string): Point => ({ label, value: 7, low: 3, high: 14, text: '7' })
const namesIn = (labels: string[]) =>
  barDrawing(labels.map(point), words).shapes.flatMap((shape) => (shape.kind === 'text' && shape.align === 'right' ? [shape.text] : []))

test('a picture of bars makes room for long names; only the longest are cut short', () => {
  const names = ['Delivery', 'Returns and repair · Warranty dispute']
  expect(namesIn(names)).toEqual(['', ...names])
  const [, cut = ''] = namesIn(['Service attitude · Indifference, passing the buck, sending on and on'])
  expect(cut).toMatch(/^Service attitude · Indifference, passing.*…$/)
})
