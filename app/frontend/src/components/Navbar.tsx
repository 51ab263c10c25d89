import { NavLink } from 'react-router'

const LINKS = [
  { to: '/', label: '백테스트' },
  { to: '/viewer', label: '시그널 뷰어' },
  { to: '/data', label: '데이터 관리' },
]

export function Navbar() {
  return (
    <nav className="navbar">
      <div className="navbar-inner">
        <span className="navbar-title">코인 백테스팅 플랫폼</span>
        <ul className="navbar-links">
          {LINKS.map((link) => (
            <li key={link.to}>
              <NavLink to={link.to} end>
                {link.label}
              </NavLink>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  )
}
