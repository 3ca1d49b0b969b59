import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { tellFirstPageSize } from './src/first-page.ts'

const api = `http://127.0.0.1:${process.env.PORT || 3000}`

/** Libraries every page needs, apart from Ant Design, which is cut along the pages that use it. */
const everyPage = /node_modules\/(react|react-dom|scheduler|react-router|@tanstack|i18next|react-i18next)\//

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tellFirstPageSize()],
  // The host stays the browser's, for the server takes writes only from its own origin.
  server: { proxy: { '/api': { target: api, changeOrigin: false }, '/health': { target: api, changeOrigin: false } } },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // The content security policy allows no data: addresses and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'base', test: everyPage }] } } },
  },
})
