/** Where cells stand, in cells of side 1; cell i belongs to the i-th code that was laid out. */
export type CellLayout = {
  readonly width: number
  readonly height: number
  readonly x: Float32Array
  readonly y: Float32Array
  /** Names over groups of cells: `size` = height of the letters, `width` = room for them. */
  readonly labels: readonly CellLabel[]
}
export type CellLabel = { readonly code: string; readonly x: number; readonly y: number; readonly width: number; readonly size: number }
