import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Log } from '../log.ts'

const worthIt = /\.(js|css|svg|json|txt|map|webmanifest|wasm|ttf)$/
const smallestBytes = 1_000
// 11 takes ten times as long for 3 % less.
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }

const ways = [
  { ending: '.br', compress: (body: Buffer) => promisify(brotliCompress)(body, quality) },
  { ending: '.gz', compress: (body: Buffer) => promisify(gzip)(body, { level: 9 }) },
]

/** Puts a compressed twin beside each file of the build that lacks one; where that cannot be written, files go out as they are. */
export async function compressAssets(folder: string, log: Log) {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    for (const entry of entries.filter(({ name }) => worthIt.test(name))) {
      const file = join(entry.parentPath, entry.name)
      const body = await readFile(file)
      if (body.length >= smallestBytes) for (const way of ways) await writeTwin(file + way.ending, () => way.compress(body))
    }
  } catch (error) {
    log.debug({ err: error }, 'web app not compressed')
  }
}

async function writeTwin(file: string, make: () => Promise<Buffer>) {
  if (await stat(file).catch(() => undefined)) return
  const draft = `${file}.${process.pid}` // another process never serves a half-written one
  try {
    await writeFile(draft, await make(), { flag: 'wx' })
    await rename(draft, file)
  } finally {
    await rm(draft, { force: true })
  }
}
