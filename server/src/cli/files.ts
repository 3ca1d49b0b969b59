import { closeSync, existsSync, openSync, statSync, unlinkSync } from 'node:fs'

/** Says before long work that its result could not be written. @throws Error */
export function requireWritable(path: string): void {
  const isNew = !existsSync(path)
  try {
    closeSync(openSync(path, 'a'))
  } catch (error) {
    throw new Error(`${path} cannot be written: ${reasons[(error as { code?: string }).code ?? ''] ?? (error as Error).message}`)
  }
  if (isNew) unlinkSync(path)
}

const reasons: Record<string, string> = {
  ENOENT: 'its folder is not there',
  ENOTDIR: 'a part of its path is a file',
  EISDIR: 'it is a folder',
  EACCES: 'that is not allowed',
  EPERM: 'that is not allowed',
  EROFS: 'that disk is for reading only',
}

/** A file that is there. @throws Error for a folder, and when there is nothing */
export function requireFile(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found?.isDirectory()) throw new Error(`${path} is a folder, not a file`)
  if (!found?.isFile()) throw new Error(`There is no file ${path}`)
}
