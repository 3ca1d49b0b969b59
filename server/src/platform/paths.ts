import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Folder of the whole project: the nearest one above this code whose package.json is named "zhiwei"; the same from source and from the bundle. */
export const root = findRoot(import.meta.dirname)
export const inRoot = (...parts: string[]) => join(root, ...parts)

function findRoot(folder: string): string {
  if (nameIn(folder) === 'zhiwei') return folder
  const above = dirname(folder)
  if (above === folder) throw new Error('The folder of the program was not found: no package.json named "zhiwei" above it')
  return findRoot(above)
}

function nameIn(folder: string): unknown {
  try {
    return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name?: unknown }).name
  } catch {
    return undefined // no package.json here
  }
}
