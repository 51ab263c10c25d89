import { Component, type ReactNode } from 'react'

interface Props {
  children: ReactNode
}

/** Keeps a part that cannot be drawn from taking the rest of the page with it. */
export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <div className="notice notice-error" role="alert">
        <p>화면을 표시하지 못했습니다.</p>
        <button
          type="button"
          className="button"
          onClick={() => {
            this.setState({ failed: false })
          }}
        >
          다시 표시
        </button>
      </div>
    )
  }
}
