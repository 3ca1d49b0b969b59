/** What a guide is made of: the part of Markdown that docs/guide/help uses. */
export type Block =
  | { kind: 'heading'; level: number; id: string | undefined; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; ordered: boolean; items: string[] }
  | { kind: 'picture'; src: string; label: string }
  | { kind: 'table'; head: string[]; rows: string[][] }

const anchor = /^<a id="([\w-]+)"><\/a>$/
const heading = /^(#{1,4}) +(.+)$/
const picture = /^!\[([^\]]*)\]\(([^)\s]+)\)$/
const item = /^(?:[-*]|(\d+)\.) +(.+)$/
const row = /^\|(.+)\|$/

/** Reads a guide line by line; a line that is nothing else is a paragraph, or goes on with the one above it. */
export function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = []
  let id: string | undefined
  let isOpen = false
  for (const line of markdown.split(/\r?\n/).map((one) => one.trim())) {
    const last = blocks.at(-1)
    const found = {
      anchor: anchor.exec(line),
      heading: heading.exec(line),
      picture: picture.exec(line),
      item: item.exec(line),
      row: row.exec(line),
    }
    if (line === '') isOpen = false
    else if (found.anchor) id = found.anchor[1]
    else if (found.heading) {
      blocks.push({ kind: 'heading', level: found.heading[1]?.length ?? 1, id, text: found.heading[2] ?? '' })
      id = undefined
    } else if (found.picture) blocks.push({ kind: 'picture', label: found.picture[1] ?? '', src: found.picture[2] ?? '' })
    else if (found.row) addRow(blocks, isOpen, cellsOf(found.row[1] ?? ''))
    else if (found.item) {
      const ordered = found.item[1] !== undefined
      if (isOpen && last?.kind === 'list' && last.ordered === ordered) last.items.push(found.item[2] ?? '')
      else blocks.push({ kind: 'list', ordered, items: [found.item[2] ?? ''] })
    } else if (isOpen && last?.kind === 'paragraph') last.text += joint(last.text, line)
    else if (isOpen && last?.kind === 'list') last.items[last.items.length - 1] += joint(last.items.at(-1) ?? '', line)
    else blocks.push({ kind: 'paragraph', text: line })
    if (line !== '') isOpen = !found.heading && !found.anchor && !found.picture
  }
  return blocks
}

const cellsOf = (line: string) => line.split('|').map((cell) => cell.trim())

function addRow(blocks: Block[], isOpen: boolean, cells: string[]) {
  const last = blocks.at(-1)
  if (!isOpen || last?.kind !== 'table') blocks.push({ kind: 'table', head: cells, rows: [] })
  else if (!cells.every((cell) => /^:?-+:?$/.test(cell))) last.rows.push(cells)
}

/** Latin words of two lines stay apart, Chinese ones together. */
const joint = (above: string, line: string) => (/[\x20-\x7e]$/.test(above) && /^[\x20-\x7e]/.test(line) ? ` ${line}` : line)
