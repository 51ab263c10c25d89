import { useCallback, useState } from 'react'

/**
 * The width of an element, 0 until it is known. Charts get it as a number, for they complain
 * when they are drawn before their container has a size.
 */
export function useWidth(): [number, (element: HTMLElement | null) => (() => void) | undefined] {
  const [width, setWidth] = useState(0)
  const observe = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined
    const measure = () => {
      setWidth(Math.floor(element.clientWidth))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => {
      observer.disconnect()
    }
  }, [])
  return [width, observe]
}
