import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { tellFirstPageSize } from './src/first-page.ts'

const api = `http://127.0.0.1:${process.env.PORT || 3000}`

/** What the staff app and the portal of customers share. */
const both = /node_modules\/(react|react-dom|scheduler)\//
/** Libraries every page of the staff app needs, apart from Ant Design, which is cut along the pages that use it. */
const everyPage = /node_modules\/(react-router|@tanstack|i18next|react-i18next)\//

/** In development the portal and the chat window stand below /p as it does on the server. */
const portalInDevelopment: Plugin = {
  name: 'portal-in-development',
  configureServer({ middlewares }) {
    middlewares.use((request, _response, next) => {
      if (/^\/p\/[^/.?]+(\/(new|case))?(\?|$)/.test(request.url ?? '')) request.url = '/portal.html'
      if (/^\/p\/[^/.?]+\/chat(\?|$)/.test(request.url ?? '')) request.url = '/chat.html'
      next()
    })
  },
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), portalInDevelopment, tellFirstPageSize()],
  // The host stays the browser's, for the server takes writes only from its own origin.
  server: { proxy: { '/api': { target: api, changeOrigin: false }, '/health': { target: api, changeOrigin: false } } },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // The content security policy allows no data: addresses and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: Object.fromEntries(['index', 'portal', 'chat'].map((page) => [page, join(import.meta.dirname, `${page}.html`)])),
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: both },
            { name: 'base', test: everyPage },
          ],
        },
      },
    },
  },
})
