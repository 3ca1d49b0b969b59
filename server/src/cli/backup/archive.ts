import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, renameSync, rmSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { extract, pack } from 'tar-stream'

const onlyForMe = 0o600

/** Writes a tar member by member; under its name it appears when it is whole. Holds one member's piece in memory at a time. */
export function newArchive(file: string) {
  if (existsSync(file)) throw new Error(`${file} exists already: name another file`)
  const draft = `${file}.partial`
  const tar = pack()
  const written = pipeline(Readable.from(tar), createWriteStream(draft, { mode: onlyForMe, flush: true }))
  const failed = written.then(() => new Promise<never>(() => {}))
  failed.catch(() => {}) // told by whoever writes next, or by finish()
  const removeDraft = () => rmSync(draft, { force: true })
  process.once('exit', removeDraft)
  const digests: Record<string, string> = {}
  const mtime = new Date()

  return {
    digests,
    async add(name: string, content: Buffer) {
      digests[name] = createHash('sha256').update(content).digest('hex')
      await Promise.race([
        failed,
        new Promise<void>((done, fail) => tar.entry({ name, mode: onlyForMe, mtime }, content, (error) => (error ? fail(error) : done()))),
      ])
    },
    async addStream(name: string, size: number, content: AsyncIterable<Buffer>) {
      const hash = createHash('sha256')
      const sink = tar.entry({ name, size, mode: onlyForMe, mtime })
      sink.on('error', () => {}) // told by the write or the end below
      for await (const chunk of content) {
        hash.update(chunk)
        if (!sink.write(chunk)) await Promise.race([failed, new Promise((done) => sink.once('drain', () => done(undefined)))])
      }
      await Promise.race([failed, new Promise<void>((done, fail) => sink.once('close', done).once('error', fail).end(null))])
      digests[name] = hash.digest('hex')
    },
    async finish() {
      tar.finalize()
      await written
      renameSync(draft, file)
      process.off('exit', removeDraft)
    },
    async giveUp() {
      tar.destroy()
      await written.catch(() => {})
      removeDraft()
      process.off('exit', removeDraft)
    },
  }
}
export type Archive = ReturnType<typeof newArchive>

export type ArchiveMember = { name: string; size: number; content: AsyncIterable<Buffer> }

/** Reads a tar member by member, whether its content is read or not. */
export async function* readArchive(file: string): AsyncGenerator<ArchiveMember> {
  const tar = extract()
  const source = createReadStream(file, { highWaterMark: 1024 * 1024 })
  const fed = pipeline(source, tar as unknown as NodeJS.WritableStream)
  fed.catch(() => {}) // the loop below meets the same error
  try {
    for await (const member of tar) {
      yield { name: member.header.name, size: member.header.size, content: member as AsyncIterable<Buffer> }
      member.resume() // what was not read lies before the next one
    }
    await fed
  } finally {
    source.destroy()
  }
}

/** The whole of a member, never a file's: those are streamed. */
export async function wholeOf({ content, size, name }: ArchiveMember): Promise<Buffer> {
  if (size > largestPiece) throw new Error(`${name} is too large`)
  const chunks: Buffer[] = []
  for await (const chunk of content) chunks.push(chunk)
  return Buffer.concat(chunks)
}
const largestPiece = 256 * 1024 * 1024
