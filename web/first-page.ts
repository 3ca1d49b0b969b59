import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

const limitBytes = 350 * 1024
const firstPages = ['main', 'SignInPage', 'WorkbenchPage']

/** Holds the promise that sign-in, frame and workbench together stay under 350 KB gzip: prints the sum, refuses to build above it. */
export function firstPageLimit(): Plugin {
  return {
    name: 'first-page-limit',
    apply: 'build',
    generateBundle(_options, bundle) {
      const needed = new Set<string>()
      const need = (fileName: string) => {
        const file = bundle[fileName]
        if (!file || needed.has(fileName)) return
        needed.add(fileName)
        if (file.type === 'chunk') for (const other of file.imports) need(other)
      }
      for (const file of Object.values(bundle)) {
        const isFirst = file.type === 'chunk' && (file.isEntry || firstPages.includes(file.name))
        if (isFirst || file.fileName.endsWith('.css')) need(file.fileName)
      }
      let bytes = 0
      for (const fileName of needed) {
        const file = bundle[fileName]
        if (file) bytes += gzipSync(file.type === 'chunk' ? file.code : file.source).length
      }
      const sum = `first page ${Math.round(bytes / 1024)} KB gzip in ${needed.size} files, limit ${limitBytes / 1024} KB`
      if (bytes > limitBytes) this.error(sum)
      else this.info(sum)
    },
  }
}
