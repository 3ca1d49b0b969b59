import type { PortalColour } from '@zhiwei/contract'

// 品牌色: one colour is chosen; what stands on it and what a dark page uses is reckoned, so that every text can be read (WCAG 2.2 1.4.3: 4.5:1).

type Rgb = readonly [number, number, number]
export const leastContrast = 4.5
export const usualColour = '#1f6f78'
const page = '#ffffff'
const darkPage = '#141517'
const ink = '#10282b'

const rgbOf = (colour: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as unknown as Rgb
const hexOf = (rgb: Rgb) => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`

/** Relative luminance (WCAG 2.2). */
function luminanceOf(colour: string): number {
  const [red, green, blue] = rgbOf(colour).map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as unknown as Rgb
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

export function contrastOf(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

/** Is it dark enough for links and buttons on a white page? */
export const isReadable = (colour: string) => contrastOf(colour, page) >= leastContrast

/** The colour itself, or as far towards black as it takes to be read on white; to be offered where one is refused. */
export const readableOf = (colour: string) => mixedUntil(colour, '#000000', isReadable)

function mixedUntil(colour: string, towards: string, holds: (mixed: string) => boolean): string {
  const [from, to] = [rgbOf(colour), rgbOf(towards)]
  for (let share = 0; share < 1; share += 0.02) {
    const mixed = hexOf(from.map((part, at) => part + ((to[at] ?? 0) - part) * share) as unknown as Rgb)
    if (holds(mixed)) return mixed
  }
  return towards
}

const onto = (colour: string) => (contrastOf(colour, '#ffffff') >= leastContrast ? '#ffffff' : ink)

/** @param colour `#rrggbb`, readable on white */
export function portalColourOf(colour: string): PortalColour {
  const accentDark = mixedUntil(
    colour,
    '#ffffff',
    (mixed) => contrastOf(mixed, darkPage) >= leastContrast && contrastOf(mixed, ink) >= leastContrast,
  )
  return { accent: colour, onAccent: onto(colour), accentDark, onAccentDark: ink }
}
