const KEY = 'kamar-hitung.look.'

/** When this device last showed the figures of a place, in the election's time, epoch ms; undefined = never. */
export function lastLook(place: string): number | undefined {
  const at = Number(localStorage.getItem(KEY + place) ?? Number.NaN)
  return Number.isFinite(at) ? at : undefined
}

export const keepLook = (place: string, at: number): void => localStorage.setItem(KEY + place, String(Math.round(at)))
