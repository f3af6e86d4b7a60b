/** Longer than any browser takes to begin reading. */
const KEPT_MS = 60_000

/** Hands a file to the person: the browser asks or saves as it is set up to. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS)
}
