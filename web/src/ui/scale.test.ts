import { describe, expect, test } from 'vitest'
import { scaleOf } from './scale.ts'
import { palette } from './theme.ts'

/** Contrast of two #RRGGBB colours. Source: WCAG 2.2, 1.4.3, relative luminance. */
function contrast(one: string, other: string) {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(colour: string) {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

describe.each(['light', 'dark'] as const)('colours in %s mode', (mode) => {
  const { page, card, sunken, text, secondary, accent, accentSoft, onAccent } = palette[mode]

  test('text, secondary text and links are readable on every ground', () => {
    for (const ground of [page, card, sunken]) {
      for (const ink of [text, secondary, accent]) expect(contrast(ink, ground), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5)
    }
    expect(contrast(onAccent, accent)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(accent, accentSoft)).toBeGreaterThanOrEqual(4.5)
  })

  test.each(Object.entries(scaleOf(mode)))('%s is readable as word, on its soft ground and as filled chip', (_name, tone) => {
    for (const ground of [page, card, sunken, tone.soft]) expect(contrast(tone.text, ground), ground).toBeGreaterThanOrEqual(4.5)
    expect(contrast(tone.onFill, tone.fill)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(tone.mark, card)).toBeGreaterThanOrEqual(2.5)
  })
})
