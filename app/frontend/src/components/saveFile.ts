const KEEP_MS = 60_000

/** Hands a file to the browser's downloads. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  // The browser reads the content after the click has returned.
  setTimeout(() => {
    URL.revokeObjectURL(url)
  }, KEEP_MS)
}
