import { gzipSync } from 'node:zlib'
import type { Plugin, Rolldown } from 'vite'

/** Sign-in, frame and workbench together stay under this many bytes gzip; held by first-page.test.ts. */
export const firstPageLimitBytes = 350 * 1024
/** The customer portal (客户自助), all of it in its first language, comes over a phone's network. */
export const portalLimitBytes = 150 * 1024
/** 聊天窗口 on pages of others: whoever visits them pays for it. */
export const chatLimitBytes = 100 * 1024

const firstPages = ['index', 'SignInPage', 'WorkbenchPage']
const portalPages = ['portal']
const chatPages = ['chat']

/** Bytes (gzip) of the entry, the first pages and all they import, with the style sheets these bring; other pages load theirs when visited. */
export const firstPageBytesOf = (output: Rolldown.OutputBundle) => bytesOf(output, firstPages)

/** Bytes (gzip) of the portal's HTML, scripts and styles. */
export const portalBytesOf = (output: Rolldown.OutputBundle) => bytesOf(output, portalPages) + sizeOf(output['portal.html'])

/** Bytes (gzip) of the chat window's HTML, scripts and styles. */
export const chatBytesOf = (output: Rolldown.OutputBundle) => bytesOf(output, chatPages) + sizeOf(output['chat.html'])

function bytesOf(output: Rolldown.OutputBundle, pages: readonly string[]) {
  const needed = new Set<string>()
  function need(fileName: string) {
    const file = output[fileName]
    if (!file || needed.has(fileName)) return
    needed.add(fileName)
    if (file.type !== 'chunk') return
    file.imports.forEach(need)
    file.viteMetadata?.importedCss.forEach(need)
  }
  for (const file of Object.values(output)) if (file.type === 'chunk' && pages.includes(file.name)) need(file.fileName)
  return [...needed].reduce((sum, fileName) => sum + sizeOf(output[fileName]), 0)
}

const sizeOf = (file: Rolldown.OutputBundle[string] | undefined) =>
  file ? gzipSync(file.type === 'chunk' ? file.code : file.source).length : 0

/** Says at every build how much of the limits is used. */
export function tellFirstPageSize(): Plugin {
  return {
    name: 'first-page-size',
    apply: 'build',
    generateBundle(_options, bundle) {
      this.info(`first page ${kilobytes(firstPageBytesOf(bundle))} gzip of ${kilobytes(firstPageLimitBytes)}`)
      this.info(`portal ${kilobytes(portalBytesOf(bundle))} gzip of ${kilobytes(portalLimitBytes)}`)
    },
  }
}

const kilobytes = (bytes: number) => `${Math.round(bytes / 1024)} KB`
