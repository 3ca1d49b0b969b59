import { type Basis, holds, readPhrases } from '../lscia/select.ts'
import shippedFile from './phrases.json' with { type: 'json' }

/** 说法: framing (框架), anchoring (锚定) and calming phrases, as data. Source: docs/rules/guidance.md */
export const phrases = readPhrases(shippedFile)
export const phrasesFor = (basis: Basis) => phrases.filter(({ when }) => holds(when, basis))
