import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { modelsFolder } from '@zhiwei/text/models'

export type ShippedCard = { head: string; bytes: number; card: Record<string, unknown> | null }

/** How severe a case is; the file `severity` grades English reviews and reads no complaint of ours. */
const ofCases = 'case-severity'
const notRead = 'severity.bin'
/** The tone of turns is what the judge of dialogues hears with; one card tells of both. */
const ofDialogues = 'tone'

let read: ShippedCard[] | undefined

/** 模型卡: of every model that ships with the program, read once. */
export function shippedCards(folder = modelsFolder): ShippedCard[] {
  read ??= modelsIn(folder)
  return read
}

function modelsIn(folder: string): ShippedCard[] {
  if (!statSync(folder, { throwIfNoEntry: false })) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.bin') && name !== notRead)
    .sort()
    .map((name) => {
      const file = name.replace(/\.bin$/, '')
      const head = file === ofCases ? 'severity' : file === ofDialogues ? 'dialogue' : file
      return {
        head,
        bytes: statSync(join(folder, name)).size,
        card: cardIn(join(folder, `${file === ofDialogues ? head : file}.card.json`)),
      }
    })
}

const cardIn = (path: string): ShippedCard['card'] =>
  statSync(path, { throwIfNoEntry: false }) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>) : null
