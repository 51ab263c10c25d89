import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { BrowserRouter, Route, Routes, useLocation } from 'react-router'
import { ErrorBoundary } from './components/ErrorBoundary'
import { Navbar } from './components/Navbar'
import { BacktestPage } from './pages/BacktestPage'
import { DataPage } from './pages/DataPage'
import { NotFoundPage } from './pages/NotFoundPage'
import { ViewerPage } from './pages/ViewerPage'

const queries = new QueryClient({
  defaultOptions: {
    // The backend is often on this machine: "offline" says nothing about reaching it.
    queries: { networkMode: 'always', retry: false, gcTime: 60_000 },
    mutations: { networkMode: 'always', retry: false },
  },
})

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <BrowserRouter>
        <Navbar />
        <main className="page">
          <Pages />
        </main>
      </BrowserRouter>
    </QueryClientProvider>
  )
}

function Pages() {
  const { pathname } = useLocation()
  return (
    <ErrorBoundary key={pathname}>
      <Routes>
        <Route path="/" element={<BacktestPage />} />
        <Route path="/viewer" element={<ViewerPage />} />
        <Route path="/data" element={<DataPage />} />
        <Route path="*" element={<NotFoundPage />} />
      </Routes>
    </ErrorBoundary>
  )
}
