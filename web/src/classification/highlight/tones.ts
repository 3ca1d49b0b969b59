/**
 * Looks of marks (highlight.css): signals lie on a ground in the tone of their family, reasons are underlined, things found in passing faintly so.
 * No stage colours: those say a stage. The words in the legend and on the mark say the kind, never the colour alone.
 */
export type Tone = 'outside' | 'danger' | 'demand' | 'insult' | 'personal' | 'stage' | 'severity' | 'category' | 'entity' | 'plain'

const tones: Record<string, Tone> = {
  regulator: 'outside',
  media: 'outside',
  legal: 'outside',
  crowd: 'outside',
  safety: 'danger',
  selfHarm: 'danger',
  vulnerable: 'danger',
  compensation: 'demand',
  deadline: 'demand',
  professional: 'demand',
  insult: 'insult',
  personalData: 'personal',
  stage: 'stage',
  severity: 'severity',
  category: 'category',
  entity: 'entity',
  orderNo: 'entity',
  meterNo: 'entity',
  date: 'entity',
  amount: 'entity',
  product: 'entity',
  place: 'entity',
}

export const toneOf = (kind: string): Tone => tones[kind] ?? 'plain'

const lines: readonly Tone[] = ['stage', 'severity', 'category', 'entity']
/** Drawn as a line below the words, not as a ground behind them. */
export const isLine = (tone: Tone) => lines.includes(tone)
