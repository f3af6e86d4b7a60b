import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

const server = 'http://127.0.0.1:3000'
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [vue()],
  // Every component is a `<script setup>`: the wall need not carry the other way to write one.
  define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false' },
  // Fonts and icons stay files of their own: the page's policy allows no data: source.
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: true,
    reportCompressedSize: true,
    assetsInlineLimit: 0,
  },
  // The page's own host stays in the request: the server refuses writes that come from another origin.
  server: { proxy: { '/api': { target: server, changeOrigin: false }, '/socket.io': { target: server, ws: true } } },
})
