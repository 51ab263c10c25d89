import { formatCount } from '../logic/format'
import { pageCount } from '../logic/paging'

interface Props {
  page: number
  total: number
  size: number
  onPage: (page: number) => void
}

export function Pager({ page, total, size, onPage }: Props) {
  const pages = pageCount(total, size)
  return (
    <div className="pager">
      <button
        type="button"
        className="button"
        disabled={page <= 0}
        onClick={() => {
          onPage(page - 1)
        }}
      >
        이전
      </button>
      <span role="status">
        {page + 1} / {pages} 페이지 · 총 {formatCount(total)}건
      </span>
      <button
        type="button"
        className="button"
        disabled={page >= pages - 1}
        onClick={() => {
          onPage(page + 1)
        }}
      >
        다음
      </button>
    </div>
  )
}
