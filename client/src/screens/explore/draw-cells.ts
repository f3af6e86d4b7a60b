import type { Paints } from './canvas-paint.ts'
import type { CellLooks } from './cell-looks.ts'
import type { CellLayout } from './cell-layout.ts'
import type { Transform } from './use-pan-zoom.ts'

type Drawing = {
  readonly layout: CellLayout
  readonly looks: CellLooks
  readonly transform: Transform
  readonly size: { readonly width: number; readonly height: number }
  /** Device pixels of one CSS pixel. */
  readonly ratio: number
  readonly paints: Paints
  readonly spriteOf: (look: number, side: number) => HTMLCanvasElement
  readonly textOf: (i: number) => readonly string[]
  readonly nameOf: (code: string) => string
  readonly corner: boolean
  readonly selected?: number
}

/** Of a cell's side: the rest is the gap to the next. */
const FILLED = 0.88
/** Below this many CSS pixels a cell is a plain square; from these on it has room for its text. */
const PLAIN_BELOW = 8
const TEXT_FROM = 24
const LEAST_LETTERS = 9
const LARGEST_LETTERS = 20
const DIM = 0.16
const FONT = "'Inter Variable', system-ui, sans-serif"

/** One frame, of what is in sight only. */
export function drawCells(pen: CanvasRenderingContext2D, drawing: Drawing): void {
  const { ratio, size, paints } = drawing
  pen.setTransform(ratio, 0, 0, ratio, 0, 0)
  pen.globalAlpha = 1
  pen.fillStyle = paints.colour('var(--panel)')
  pen.fillRect(0, 0, size.width, size.height)
  const seen = inSight(drawing)
  if (drawing.transform.scale < PLAIN_BELOW) plainCells(pen, drawing, seen)
  else spriteCells(pen, drawing, seen)
  pen.globalAlpha = 1
  names(pen, drawing)
  if (drawing.transform.scale >= TEXT_FROM) (drawing.corner ? numbers : texts)(pen, drawing, seen)
  if (drawing.selected !== undefined) outline(pen, drawing, drawing.selected)
}

function inSight({ layout, transform: { scale, x, y }, size }: Drawing): number[] {
  const [left, top] = [-x / scale - 1, -y / scale - 1]
  const [right, bottom] = [(size.width - x) / scale, (size.height - y) / scale]
  const seen: number[] = []
  for (let i = 0; i < layout.x.length; i++) {
    const [cx, cy] = [layout.x[i] ?? 0, layout.y[i] ?? 0]
    if (cx > left && cx < right && cy > top && cy < bottom) seen.push(i)
  }
  return seen
}

/** Colour by colour: changing the ink costs more than a square. */
function plainCells(
  pen: CanvasRenderingContext2D,
  { layout, looks, transform: { scale, x, y }, paints }: Drawing,
  seen: readonly number[],
): void {
  const side = Math.max(1, scale * FILLED)
  for (const dim of [0, 1]) {
    pen.globalAlpha = dim === 1 ? DIM : 1
    looks.palette.forEach((look, nth) => {
      const ink =
        look.mark && look.fill === 'var(--no-value)' && look.edge ? look.edge : look.pattern === 'dots' ? 'var(--no-value)' : look.fill
      pen.fillStyle = look.pattern === 'hatch' || look.pattern === 'diagonal' ? paints.pattern(look.pattern, look.fill) : paints.colour(ink)
      for (const i of seen)
        if (looks.index[i] === nth && looks.dim[i] === dim)
          pen.fillRect(x + (layout.x[i] ?? 0) * scale, y + (layout.y[i] ?? 0) * scale, side, side)
    })
  }
}

function spriteCells(pen: CanvasRenderingContext2D, drawing: Drawing, seen: readonly number[]): void {
  const { layout, looks, transform, ratio, spriteOf } = drawing
  const side = Math.max(1, Math.round(transform.scale * FILLED * ratio))
  pen.setTransform(1, 0, 0, 1, 0, 0)
  const sprites = looks.palette.map((_, look) => spriteOf(look, side))
  for (const dim of [1, 0]) {
    pen.globalAlpha = dim === 1 ? DIM : 1
    for (const i of seen) {
      const drawn = looks.dim[i] === dim ? sprites[looks.index[i] ?? 0] : undefined
      // On whole pixels: the sprites stay sharp and copying is cheap.
      if (drawn)
        pen.drawImage(
          drawn,
          Math.round((transform.x + (layout.x[i] ?? 0) * transform.scale) * ratio),
          Math.round((transform.y + (layout.y[i] ?? 0) * transform.scale) * ratio),
        )
    }
  }
  pen.setTransform(ratio, 0, 0, ratio, 0, 0)
}

function names(pen: CanvasRenderingContext2D, { layout, transform: { scale, x, y }, size, paints, nameOf }: Drawing): void {
  pen.textBaseline = 'top'
  pen.textAlign = 'left'
  for (const label of layout.labels) {
    const letters = Math.min(LARGEST_LETTERS, label.size * scale)
    const [left, top] = [x + label.x * scale, y + label.y * scale]
    const room = label.width * scale
    if (letters < LEAST_LETTERS || top > size.height || top < -letters || left > size.width || left + room < 0) continue
    pen.font = `${label.code.length < 10 ? 700 : 500} ${letters}px ${FONT}`
    pen.fillStyle = paints.colour(label.code.length === 6 ? 'var(--muted)' : 'var(--text)')
    pen.fillText(clipped(pen, nameOf(label.code), room), left, top + (label.size * scale - letters) / 2)
  }
}

/** Cut with an ellipsis; measured roughly, because a thousand names are asked for in one frame. */
function clipped(pen: CanvasRenderingContext2D, text: string, room: number): string {
  const letters = Number.parseFloat(/([\d.]+)px/.exec(pen.font)?.[1] ?? '10')
  const most = Math.floor(room / (letters * 0.54))
  return text.length <= most ? text : most < 3 ? '' : `${text.slice(0, most - 1)}\u2026`
}

function texts(pen: CanvasRenderingContext2D, drawing: Drawing, seen: readonly number[]): void {
  const {
    layout,
    looks,
    transform: { scale, x, y },
    paints,
    textOf,
  } = drawing
  const letters = Math.min(15, Math.max(LEAST_LETTERS, scale * 0.19))
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  pen.lineJoin = 'round'
  pen.strokeStyle = paints.colour('var(--halo)')
  pen.fillStyle = paints.colour('var(--text)')
  for (const i of seen) {
    const [middle, top] = [x + ((layout.x[i] ?? 0) + FILLED / 2) * scale, y + ((layout.y[i] ?? 0) + FILLED / 2) * scale]
    const lines = textOf(i).flatMap((line, nth) => fitted(pen, line, { nth, letters, room: scale * FILLED * 0.96 }))
    pen.globalAlpha = looks.dim[i] === 1 ? 0.4 : 1
    lines.forEach(({ line, font }, nth) => {
      pen.font = font
      const at = top + (nth - (lines.length - 1) / 2) * letters * 1.2
      pen.lineWidth = letters * 0.3
      pen.strokeText(line, middle, at)
      pen.fillText(line, middle, at)
    })
  }
  pen.globalAlpha = 1
}

/** A line in letters that have room: smaller first; then a name is cut, and a figure, which cut would be another figure, left out. */
function fitted(
  pen: CanvasRenderingContext2D,
  line: string,
  { nth, letters, room }: { readonly nth: number; readonly letters: number; readonly room: number },
): { readonly line: string; readonly font: string }[] {
  pen.font = fontOf(nth, letters)
  const fitting = Math.min(letters, (letters * room) / pen.measureText(line).width)
  if (fitting >= LEAST_LETTERS) return [{ line, font: fontOf(nth, fitting) }]
  pen.font = fontOf(nth, LEAST_LETTERS)
  if (pen.measureText(line).width <= room) return [{ line, font: pen.font }]
  const cut = nth === 0 ? clipped(pen, line, room) : ''
  return cut === '' ? [] : [{ line: cut, font: pen.font }]
}

/** A number in the corner of each cell, in the ink of its mark. */
function numbers(
  pen: CanvasRenderingContext2D,
  { layout, looks, transform: { scale, x, y }, paints, textOf }: Drawing,
  seen: readonly number[],
): void {
  const letters = Math.min(16, Math.max(LEAST_LETTERS, scale * 0.24))
  const inset = Math.max(2, scale * 0.05)
  pen.font = fontOf(0, letters)
  pen.textAlign = 'left'
  pen.textBaseline = 'top'
  for (const i of seen) {
    const look = looks.palette[looks.index[i] ?? 0]
    pen.fillStyle = paints.colour(look?.ink === 'var(--on-state)' ? look.ink : 'var(--text)')
    pen.globalAlpha = looks.dim[i] === 1 ? 0.4 : 1
    pen.fillText(textOf(i)[0] ?? '', x + (layout.x[i] ?? 0) * scale + inset, y + (layout.y[i] ?? 0) * scale + inset)
  }
  pen.globalAlpha = 1
}

const fontOf = (nth: number, letters: number): string => `${nth === 0 ? 600 : 750} ${letters}px ${FONT}`

function outline(pen: CanvasRenderingContext2D, { layout, transform: { scale, x, y }, paints }: Drawing, i: number): void {
  const side = Math.max(4, scale * FILLED)
  pen.lineWidth = 3
  pen.strokeStyle = paints.colour('var(--focus)')
  pen.strokeRect(x + (layout.x[i] ?? 0) * scale - 2, y + (layout.y[i] ?? 0) * scale - 2, side + 4, side + 4)
}

/** The cell or the name at a point of the host. */
export function cellAt(layout: CellLayout, { scale, x, y }: Transform, point: { x: number; y: number }): { cell?: number; label?: string } {
  const [px, py] = [(point.x - x) / scale, (point.y - y) / scale]
  for (let i = 0; i < layout.x.length; i++) {
    const [dx, dy] = [px - (layout.x[i] ?? 0), py - (layout.y[i] ?? 0)]
    if (dx >= 0 && dx < 1 && dy >= 0 && dy < 1) return { cell: i }
  }
  const label = layout.labels.find(
    (one) => px >= one.x && px < one.x + one.width && py >= one.y && py < one.y + one.size && one.size * scale >= LEAST_LETTERS,
  )
  return label ? { label: label.code } : {}
}
