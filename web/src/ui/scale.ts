import type { Mode } from './theme.ts'

/**
 * Colours of the stages 1–5 and of the warning levels, used only for stages, warnings and clocks, always beside a number or word.
 * `mark` for borders, bars and dots; `text` for coloured words on page, card or `soft`; `fill` under `onFill` for a filled chip.
 * Every text pair keeps a contrast of at least 4.5 : 1, every mark 3 : 1 on the card except yellow and orange (2.5), which never stand alone.
 */
export type Tone = { mark: string; text: string; soft: string; fill: string; onFill: string }

export const stageNumbers = [1, 2, 3, 4, 5] as const
export const warningLevels = ['blue', 'yellow', 'orange', 'red'] as const
export type WarningLevel = (typeof warningLevels)[number]

const light = {
  calm: { mark: '#5B8C6A', text: '#3A6B49', soft: '#EAF2EC', fill: '#47765A', onFill: '#FFFFFF' },
  yellow: { mark: '#B08A1E', text: '#7A5D0C', soft: '#F8F1DC', fill: '#86680F', onFill: '#FFFFFF' },
  orange: { mark: '#D9822B', text: '#98510E', soft: '#FCEEDF', fill: '#AD5E14', onFill: '#FFFFFF' },
  red: { mark: '#C8443C', text: '#AC332C', soft: '#FBE9E7', fill: '#C8443C', onFill: '#FFFFFF' },
  crimson: { mark: '#7B1E3A', text: '#7B1E3A', soft: '#F6E6EB', fill: '#7B1E3A', onFill: '#FFFFFF' },
  blue: { mark: '#3B73B9', text: '#2C5F9F', soft: '#E7EFF8', fill: '#3B73B9', onFill: '#FFFFFF' },
} as const satisfies Record<string, Tone>

// Crimson #7B1E3A cannot be seen on a dark card, so its dark mark is lifted.
const dark = {
  calm: { mark: '#5B8C6A', text: '#8DC29D', soft: '#1F2C24', fill: '#7DB28D', onFill: '#10190F' },
  yellow: { mark: '#B08A1E', text: '#D8B54E', soft: '#2E2817', fill: '#CDA93F', onFill: '#1C1605' },
  orange: { mark: '#D9822B', text: '#EBA25C', soft: '#342618', fill: '#E0913F', onFill: '#211203' },
  red: { mark: '#C8443C', text: '#F0908A', soft: '#361F1E', fill: '#E8776F', onFill: '#240705' },
  crimson: { mark: '#B8476D', text: '#EB94B0', soft: '#331B24', fill: '#D9688E', onFill: '#22040E' },
  blue: { mark: '#3B73B9', text: '#86B2E6', soft: '#1B2736', fill: '#6C9FDB', onFill: '#06121F' },
} as const satisfies Record<keyof typeof light, Tone>

const tones: Record<Mode, Record<keyof typeof light, Tone>> = { light, dark }

/** Names a person meets → tone; also the names of the CSS variables (`--stage-4-text`, `--warning-red-soft`, `--clock-late-mark`). */
const uses = {
  'stage-1': 'calm',
  'stage-2': 'yellow',
  'stage-3': 'orange',
  'stage-4': 'red',
  'stage-5': 'crimson',
  'warning-blue': 'blue',
  'warning-yellow': 'yellow',
  'warning-orange': 'orange',
  'warning-red': 'red',
  'clock-calm': 'calm',
  'clock-soon': 'orange',
  'clock-late': 'red',
} as const satisfies Record<string, keyof typeof light>

export type ToneName = keyof typeof uses

export function scaleOf(mode: Mode): Record<ToneName, Tone> {
  const entries = Object.entries(uses).map(([name, tone]) => [name, tones[mode][tone]])
  return Object.fromEntries(entries) as Record<ToneName, Tone>
}
