import { gzipSync } from 'node:zlib'
import type { Plugin, Rolldown } from 'vite'

/** Sign-in, frame and workbench together stay under this many bytes gzip; held by first-page.test.ts. */
export const firstPageLimitBytes = 350 * 1024

const firstPages = ['SignInPage', 'WorkbenchPage']

/** Bytes (gzip) of the entry, the first pages and all they import, and of every style sheet. */
export function firstPageBytesOf(output: Rolldown.OutputBundle) {
  const needed = new Set<string>()
  function need(fileName: string) {
    const file = output[fileName]
    if (!file || needed.has(fileName)) return
    needed.add(fileName)
    if (file.type === 'chunk') file.imports.forEach(need)
  }
  for (const file of Object.values(output)) {
    const isFirst = file.type === 'chunk' && (file.isEntry || firstPages.includes(file.name))
    if (isFirst || file.fileName.endsWith('.css')) need(file.fileName)
  }
  const sizes = [...needed].map((fileName) => {
    const file = output[fileName]
    return file ? gzipSync(file.type === 'chunk' ? file.code : file.source).length : 0
  })
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** Says at every build how much of the limit is used. */
export function tellFirstPageSize(): Plugin {
  return {
    name: 'first-page-size',
    apply: 'build',
    generateBundle(_options, bundle) {
      this.info(`first page ${kilobytes(firstPageBytesOf(bundle))} gzip of ${kilobytes(firstPageLimitBytes)}`)
    },
  }
}

const kilobytes = (bytes: number) => `${Math.round(bytes / 1024)} KB`
