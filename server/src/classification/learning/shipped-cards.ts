import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { modelsFolder } from '@zhiwei/text/models'

export type ShippedCard = { head: string; bytes: number; card: Record<string, unknown> | null }

let read: ShippedCard[] | undefined

/** 模型卡: of every model that ships with the program, read once. */
export function shippedCards(folder = modelsFolder): ShippedCard[] {
  read ??= modelsIn(folder)
  return read
}

function modelsIn(folder: string): ShippedCard[] {
  if (!statSync(folder, { throwIfNoEntry: false })) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.bin'))
    .sort()
    .map((name) => {
      const head = name.replace(/\.bin$/, '')
      return { head, bytes: statSync(join(folder, name)).size, card: cardIn(join(folder, `${head}.card.json`)) }
    })
}

const cardIn = (path: string): ShippedCard['card'] =>
  statSync(path, { throwIfNoEntry: false }) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>) : null
