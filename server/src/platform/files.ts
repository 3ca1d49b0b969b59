import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from './errors.ts'

/** Where files lie: random names in two-letter folders below DATA_DIR/files; what a person called the file stays in the database. */
export type FileStore = ReturnType<typeof fileStoreIn>
export type StoredBytes = { storageName: string; sizeBytes: number; sha256: Buffer; head: Buffer }

/** A stored file as somebody sent it: its cleaned name, and its type as told from the content. */
export type ReceivedFile = StoredBytes & { name: string; contentType: string }

/** What every table of files keeps of one. */
export type FileColumns = { name: string; content_type: string; size_bytes: number; sha256: Buffer; storage_name: string }

export const columnsOfFile = ({ name, contentType, sizeBytes, sha256, storageName }: ReceivedFile): FileColumns => ({
  name,
  content_type: contentType,
  size_bytes: sizeBytes,
  sha256,
  storage_name: storageName,
})

type ShownColumns = Pick<FileColumns, 'name' | 'content_type' | 'size_bytes'> & { id: string; at: Date }
export const shownFile = ({ id, name, content_type: contentType, size_bytes: sizeBytes, at }: ShownColumns) => ({
  id,
  name,
  contentType,
  sizeBytes,
  at: at.toISOString(),
})

const storageNames = /^[0-9a-f]{2}\/[0-9a-f]{32}$/
// Content types are told from the first bytes.
const headBytes = 4_100

export function fileStoreIn(folder: string) {
  const pathOf = (storageName: string) => {
    if (!storageNames.test(storageName)) throw new Error('not a storage name')
    return join(folder, storageName)
  }
  return {
    pathOf,
    /**
     * Stores a stream under a new random name; nothing is left behind when it fails.
     * @throws BODY_TOO_LARGE above `maxBytes`
     */
    async store(stream: Readable, maxBytes: number): Promise<StoredBytes> {
      const name = randomBytes(16).toString('hex')
      const storageName = `${name.slice(0, 2)}/${name}`
      await mkdir(join(folder, name.slice(0, 2)), { recursive: true, mode: 0o700 })
      const hash = createHash('sha256')
      let head = Buffer.alloc(0)
      let sizeBytes = 0
      try {
        await pipeline(
          stream,
          async function* (chunks: AsyncIterable<Buffer>) {
            for await (const chunk of chunks) {
              sizeBytes += chunk.length
              if (sizeBytes > maxBytes) throw new AppError('BODY_TOO_LARGE', `文件不能超过 ${Math.floor(maxBytes / 1024 / 1024)} MB`)
              if (head.length < headBytes) head = Buffer.concat([head, chunk]).subarray(0, headBytes)
              hash.update(chunk)
              yield chunk
            }
          },
          createWriteStream(pathOf(storageName), { mode: 0o600, flags: 'wx', flush: true }),
        )
      } catch (error) {
        await rm(pathOf(storageName), { force: true })
        throw error
      }
      return { storageName, sizeBytes, sha256: hash.digest(), head }
    },
    read: (storageName: string) => createReadStream(pathOf(storageName)),
    remove: (storageName: string) => rm(pathOf(storageName), { force: true }),
  }
}
