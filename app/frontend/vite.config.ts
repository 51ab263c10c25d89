import type { ServerResponse } from 'node:http'
import react from '@vitejs/plugin-react'
import { defineConfig, type ProxyOptions } from 'vite'

const target = process.env.API_URL ?? 'http://127.0.0.1:8000'

/** The page shows this as it is, so it reads like the page's own words. */
const UNREACHABLE = JSON.stringify({
  detail: '서버에 연결할 수 없습니다. 잠시 후 다시 시도해 주세요.',
})

const toBackend: ProxyOptions = {
  target,
  changeOrigin: true,
  configure(proxy) {
    // Comes before Vite's own handler, which would answer 500 in plain text.
    proxy.on('error', (_error, _request, response) => {
      if (!('writeHead' in response)) return void response.destroy()
      answerUnreachable(response)
    })
  },
}

function answerUnreachable(response: ServerResponse) {
  if (response.headersSent) return void response.destroy()
  response.writeHead(503, { 'content-type': 'application/json; charset=utf-8' })
  response.end(UNREACHABLE)
}

const proxy = Object.fromEntries(
  ['/api', '/health', '/docs', '/openapi.json'].map((path) => [path, toBackend]),
)

export default defineConfig({
  plugins: [react()],
  server: { proxy },
  preview: { proxy, headers: { 'x-content-type-options': 'nosniff' } },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      output: {
        // Libraries change seldom: in files of their own they stay cached between releases.
        codeSplitting: {
          groups: [
            {
              name: 'charts',
              test: /node_modules[\\/](recharts|d3-|victory|@reduxjs|redux|immer)/,
            },
            { name: 'vendor', test: /node_modules/ },
          ],
        },
      },
    },
  },
})
