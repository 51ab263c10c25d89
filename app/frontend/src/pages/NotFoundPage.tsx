import { Link } from 'react-router'

export function NotFoundPage() {
  return (
    <section className="card">
      <h1>페이지를 찾을 수 없습니다</h1>
      <p>
        <Link to="/">첫 페이지로 돌아가기</Link>
      </p>
    </section>
  )
}
