import { takeAwayWords as words } from '../words/take-away.ts'
import { drawn, stripHeight, withCaption } from './picture.ts'

/** A4 in millimetres. */
const A4 = { short: 210, long: 297 }
/** A PDF takes JPEG as it is; PNG it would decode and pack again, for seconds. */
const QUALITY = 0.95

/** The element on pages of A4, as wide as the page, each page with the caption and its number; upright unless it is wider than high. */
export async function pdfOf(element: HTMLElement, parts: readonly string[]): Promise<Blob> {
  const [shot, { jsPDF }] = await Promise.all([drawn(element), import('jspdf')])
  const orientation = shot.width > shot.height ? 'landscape' : 'portrait'
  const [width, height] = orientation === 'landscape' ? [A4.long, A4.short] : [A4.short, A4.long]
  const longest = [...parts, words.page(99, 99)]
  const step = stripHeight(element, shot, longest, height / width)
  const pages = Math.ceil(shot.height / step)
  const pdf = new jsPDF({ orientation, unit: 'mm', format: 'a4', compress: true })
  for (let i = 0; i < pages; i++) {
    if (i > 0) pdf.addPage('a4', orientation)
    const strip = { top: i * step, height: Math.min(step, shot.height - i * step) }
    const page = withCaption(element, shot, pages > 1 ? [...parts, words.page(i + 1, pages)] : parts, strip)
    pdf.addImage(page.toDataURL('image/jpeg', QUALITY), 'JPEG', 0, 0, width, (width * page.height) / page.width)
  }
  return pdf.output('blob')
}
