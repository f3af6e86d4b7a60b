import type { CellLook } from './cell-looks.ts'

/** Colours and patterns of the style sheet as a canvas takes them: resolved once per theme. */
export type Paints = {
  colour(css: string): string
  /** Pale hatch in a colour, diagonals, dots: the patterns of the map, on the ground that means "no value". */
  pattern(kind: NonNullable<CellLook['pattern']>, css: string): CanvasPattern | string
}

/** `host` stands in the page, so that its variables are the theme's. */
export function paintsOf(host: HTMLElement): Paints {
  const probe = document.createElement('span')
  probe.hidden = true
  host.append(probe)
  const colours = new Map<string, string>()
  const patterns = new Map<string, CanvasPattern | string>()
  function colour(css: string): string {
    let known = colours.get(css)
    if (known === undefined) {
      probe.style.color = css
      colours.set(css, (known = getComputedStyle(probe).color))
    }
    return known
  }
  return {
    colour,
    pattern(kind, css) {
      const key = `${kind} ${css}`
      let known = patterns.get(key)
      if (!known)
        patterns.set(
          key,
          (known = tile(kind, { ground: colour('var(--no-value)'), grey: colour('var(--muted)'), hue: colour(css) }) ?? colour(css)),
        )
      return known
    },
  }
}

const TILE = { hatch: 12, diagonal: 10, dots: 10 } as const
type Inks = { readonly ground: string; readonly grey: string; readonly hue: string }

function tile(kind: keyof typeof TILE, { ground, grey, hue }: Inks): CanvasPattern | null {
  const side = TILE[kind]
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = side
  const pen = canvas.getContext('2d')
  if (!pen) return null
  pen.fillStyle = ground
  pen.fillRect(0, 0, side, side)
  if (kind === 'dots') {
    pen.fillStyle = grey
    pen.globalAlpha = 0.55
    pen.arc(side / 2, side / 2, 1.4, 0, 2 * Math.PI)
    pen.fill()
    return pen.createPattern(canvas, 'repeat')
  }
  pen.fillStyle = pen.strokeStyle = kind === 'hatch' ? hue : grey
  if (kind === 'hatch') {
    pen.globalAlpha = 0.16
    pen.fillRect(0, 0, side, side)
  }
  pen.globalAlpha = kind === 'hatch' ? 0.8 : 0.55
  pen.lineWidth = kind === 'hatch' ? 3 : 2
  // Three strokes, so that the tile continues over its own edges.
  for (const shift of [-side, 0, side]) {
    const [from, to] = kind === 'hatch' ? [0, side] : [side, 0]
    pen.moveTo(from + shift - (to - from) * 0.1, -side * 0.1)
    pen.lineTo(to + shift + (to - from) * 0.1, side * 1.1)
  }
  pen.stroke()
  return pen.createPattern(canvas, 'repeat')
}

const BOX = 16
const LEAST_FOR_MARKS = 9

/** One look at one size, drawn once and then copied thousands of times. `side` in device pixels. */
export function sprite(look: CellLook, side: number, paints: Paints): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = side
  const pen = canvas.getContext('2d')
  if (!pen) return canvas
  pen.fillStyle = look.pattern ? paints.pattern(look.pattern, look.fill) : paints.colour(look.fill)
  pen.beginPath()
  pen.roundRect(0, 0, side, side, side > 20 ? side * 0.08 : 0)
  pen.fill()
  pen.clip()
  const scale = side / BOX
  pen.scale(scale, scale)
  if (look.edge) {
    pen.strokeStyle = paints.colour(look.edge)
    pen.lineWidth = Math.max(2, 1.5 / scale)
    pen.strokeRect(pen.lineWidth / 2, pen.lineWidth / 2, BOX - pen.lineWidth, BOX - pen.lineWidth)
  }
  if (look.mark && look.ink && side >= LEAST_FOR_MARKS) {
    pen.fillStyle = pen.strokeStyle = paints.colour(look.ink)
    pen.lineWidth = Math.max(1.6, 1.2 / scale)
    pen.lineCap = 'round'
    if (look.solid) pen.fill(new Path2D(look.mark))
    else pen.stroke(new Path2D(look.mark))
  }
  return canvas
}
