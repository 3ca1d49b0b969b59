import type { Drawing as DrawingOf } from '@zhiwei/contract'

export type Point = [x: number, y: number]
export type Drawing = DrawingOf
/** A part of a picture, the same for the page, PDF, SVG and PNG. */
export type Shape = Drawing['shapes'][number]

/** A figure that stands alone: its name, the value, the range it may lie in, and what it was before. */
export type Card = { name: string; value: string; range: string; since: string; tone: 'plain' | 'better' | 'worse' }

/** A printed page as a row of blocks: PDF and Word say the same. */
export type Block =
  | { kind: 'title'; text: string }
  | { kind: 'heading'; text: string }
  | { kind: 'small'; text: string }
  | { kind: 'label'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'chart'; drawing: Drawing }
  /** `numbers`: the columns that line up at the right. */
  | { kind: 'table'; columns: string[]; rows: string[][]; numbers?: readonly number[] }
  | { kind: 'cards'; cards: readonly Card[] }
  /** A new page. */
  | { kind: 'page' }

export type PrintOptions = {
  /** Said on top of every page after the first. */
  runningHead?: readonly [left: string, right: string]
  /** A page of its own before the first. */
  cover?: { title: string; subtitle: string; lines: readonly string[] }
  /** When the file says that it was made: the same blocks and instant make the same bytes. */
  madeAt?: Date
  language?: 'zh-CN' | 'en'
}
