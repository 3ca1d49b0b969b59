import { createHash } from 'node:crypto'
import { sha256 } from '../../platform/crypto.ts'
import { readArchive, wholeOf } from './archive.ts'
import { Manifest, memberNamed, members } from './manifest.ts'

/**
 * Reads a backup from end to end and holds every byte of it against its manifest; touches nothing else.
 * @throws Error with a sentence when it is cut off, changed, or no backup
 */
export async function checkBackup(file: string): Promise<Manifest> {
  const digests: Record<string, string> = {}
  let text: Buffer | undefined
  let digest: string | undefined
  try {
    for await (const member of readArchive(file)) {
      const { kind } = memberNamed(member.name)
      if (kind === 'manifest') text = await wholeOf(member)
      else if (kind === 'digest') digest = (await wholeOf(member)).toString()
      else digests[member.name] = await digestOf(member.content)
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new Error(`There is no file ${file}`)
    throw new Error(`${file} is cut off or no backup: ${(error as Error).message}`)
  }
  if (!text || !digest) throw new Error(`${file} is cut off or no backup: its manifest is missing`)
  if (sha256(text).toString('hex') !== digest) throw new Error(`${file} was changed: its manifest is not the one that was written`)
  const manifest = readManifest(file, text)
  for (const name of new Set([...Object.keys(manifest.members), ...Object.keys(digests)])) {
    if (digests[name] === undefined) throw new Error(`${file} is not whole: ${name} is missing`)
    if (manifest.members[name] === undefined) throw new Error(`${file} was changed: ${name} was put in`)
    if (manifest.members[name] !== digests[name]) throw new Error(`${file} was changed: ${name} is not what was written`)
  }
  if (manifest.members[members.jobs] === undefined) throw new Error(`${file} is not whole: ${members.jobs} is missing`)
  return manifest
}

async function digestOf(content: AsyncIterable<Buffer>): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of content) hash.update(chunk)
  return hash.digest('hex')
}

function readManifest(file: string, text: Buffer): Manifest {
  const given = JSON.parse(text.toString()) as { format?: unknown; program?: unknown }
  const parsed = Manifest.safeParse(given)
  if (parsed.success) return parsed.data
  throw new Error(`${file} is of format ${given.format} (program ${given.program}), which this version cannot read`)
}
