import { ownFonts } from './own-fonts.ts'

/** Device pixels per CSS pixel: sharp when printed or enlarged on a wall. */
const SCALE = 2
const FONT_PX = 13
const LINE_PX = 20
const MARGIN_PX = 20
/** Browsers refuse larger canvases, some without a word. */
const MOST_PX = 16_000
/** Marks what is for pressing and not for showing. */
const NOT_PICTURED = 'data-not-pictured'

type Colours = { readonly ground: string; readonly text: string; readonly line: string }

/**
 * Draws an element as it is on screen. The library comes only now: nobody else has to load it. It draws the page's own nodes into
 * an SVG of ours, so nothing is loaded from elsewhere and the page's policy holds.
 */
export async function drawn(element: HTMLElement): Promise<HTMLCanvasElement> {
  const [{ domToCanvas }, cssText] = await Promise.all([import('modern-screenshot'), ownFonts()])
  const { ground } = coloursOf(element)
  const scale = Math.min(SCALE, MOST_PX / Math.max(element.scrollHeight, element.scrollWidth))
  return domToCanvas(element, {
    scale,
    backgroundColor: ground,
    font: { cssText },
    width: element.scrollWidth,
    height: element.scrollHeight,
    // Hidden and not left out: tracks of a grid are copied with their lengths, and what follows would move up.
    onCloneEachNode: (node) => {
      if (node instanceof HTMLElement && node.hasAttribute(NOT_PICTURED)) node.style.visibility = 'hidden'
    },
  })
}

/** The drawing (or a strip of it, in its own pixels) on the page's ground with a caption below, `parts` broken between and never within. */
export function withCaption(
  element: HTMLElement,
  shot: HTMLCanvasElement,
  parts: readonly string[],
  strip: { readonly top: number; readonly height: number } = { top: 0, height: shot.height },
): HTMLCanvasElement {
  const { ground, text, line } = coloursOf(element)
  const scale = shot.width / element.scrollWidth
  const canvas = document.createElement('canvas')
  const margin = MARGIN_PX * scale
  canvas.width = shot.width + 2 * margin
  const lines = brokenLines(canvas.width - 2 * margin, parts, scale)
  canvas.height = strip.height + margin + captionHeight(lines.length) * scale
  const pen = penOn(canvas)
  pen.fillStyle = ground
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(shot, 0, strip.top, shot.width, strip.height, margin, margin, shot.width, strip.height)
  const top = margin + strip.height
  pen.fillStyle = line
  pen.fillRect(margin, top + (MARGIN_PX / 2) * scale, canvas.width - 2 * margin, scale)
  pen.fillStyle = text
  pen.font = fontAt(scale)
  lines.forEach((one, i) => pen.fillText(one, margin, top + (MARGIN_PX + LINE_PX * (i + 0.7)) * scale))
  return canvas
}

/** Of so many lines, in CSS pixels. */
const captionHeight = (lines: number): number => MARGIN_PX + LINE_PX * lines + MARGIN_PX / 2

/** How high a strip may be in pixels of the drawing, so that with caption and margins it fits a page of that shape (height / width). */
export function stripHeight(element: HTMLElement, shot: HTMLCanvasElement, parts: readonly string[], shape: number): number {
  const scale = shot.width / element.scrollWidth
  const width = shot.width + 2 * MARGIN_PX * scale
  const lines = brokenLines(shot.width, parts, scale).length
  return Math.max(1, Math.floor(width * shape - (MARGIN_PX + captionHeight(lines)) * scale))
}

function brokenLines(width: number, parts: readonly string[], scale: number): string[] {
  const pen = penOn(document.createElement('canvas'))
  pen.font = fontAt(scale)
  const lines: string[] = []
  for (const part of parts) {
    const longer = lines.length === 0 ? part : `${lines.at(-1)}  \u00b7  ${part}`
    if (lines.length > 0 && pen.measureText(longer).width <= width) lines[lines.length - 1] = longer
    else lines.push(part)
  }
  return lines
}

const fontAt = (scale: number): string => `500 ${FONT_PX * scale}px ${getComputedStyle(document.body).fontFamily}`

function penOn(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('this browser has no canvas')
  return pen
}

function coloursOf(element: HTMLElement): Colours {
  const style = getComputedStyle(element)
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim()
  return { ground: token('ground'), text: token('text'), line: token('line') }
}

/** PNG keeps figures crisp. */
export const blobOf = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('this browser made no picture'))), 'image/png')
  })
