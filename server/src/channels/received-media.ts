import { Readable } from 'node:stream'
import type { MultipartFile } from '@fastify/multipart'
import { dropReceived, receiveFile } from '../cases/index.ts'
import type { Deps } from '../platform/deps.ts'
import { AppError } from '../platform/errors.ts'
import type { ReceivedFile } from '../platform/files.ts'

/** Bytes that a door fetched, kept as any upload is: told by their content, refused when they are of no kind a case may have. */
export async function keepMedia(
  { files }: Pick<Deps, 'files'>,
  { bytes, name }: { bytes: Buffer; name: string },
): Promise<ReceivedFile | null> {
  try {
    return await receiveFile(files, { file: Readable.from([bytes]), filename: name } as unknown as MultipartFile)
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

/** What was fetched for nothing: the message was here before. */
export const dropMedia = ({ files }: Pick<Deps, 'files'>, given: ReceivedFile[]) =>
  Promise.all(given.map(({ storageName }) => files.remove(storageName)))

/** What was fetched for a transaction that failed; kept where the database went away, for the commit may have been done. */
export const dropAfter = ({ files }: Pick<Deps, 'files'>, given: ReceivedFile[], error: unknown) =>
  Promise.all(given.map(({ storageName }) => dropReceived(files, storageName, error)))
