import { assert } from '../../shared/result.ts'

/** Rows of a block: small enough that an idle room wastes little, large enough that a busy one allocates rarely. */
const BLOCK_BITS = 10
const BLOCK = 1 << BLOCK_BITS
const ROW_BITS = BLOCK - 1

/**
 * Rows of numbers of one width, which only grow: a growing array would be copied again and again, and objects would cost ten times
 * the memory. Bytes a row: width x 4 (`Int32Array`) or x 8 (`Float64Array`).
 */
export class NumberRows {
  readonly #blocks: (Int32Array | Float64Array)[] = []
  readonly #make: (cells: number) => Int32Array | Float64Array
  readonly #width: number
  #length = 0

  constructor(type: 'int32' | 'float64', width: number) {
    this.#make = type === 'int32' ? (cells) => new Int32Array(cells) : (cells) => new Float64Array(cells)
    this.#width = width
  }

  get length(): number {
    return this.#length
  }

  get bytes(): number {
    return this.#blocks.reduce((sum, block) => sum + block.byteLength, 0)
  }

  /** `values` has the width of a row. */
  push(values: ArrayLike<number>): number {
    const row = this.#length
    if (row % BLOCK === 0) this.#blocks.push(this.#make(BLOCK * this.#width))
    this.#blocks.at(-1)?.set(values, (row % BLOCK) * this.#width)
    this.#length += 1
    return row
  }

  at(row: number, column: number): number {
    return this.#blocks[row >>> BLOCK_BITS]?.[(row & ROW_BITS) * this.#width + column] ?? Number.NaN
  }

  /** The block a row lies in and where it begins there: for whoever reads all of a row, many thousand times. */
  block(row: number): Int32Array | Float64Array {
    const block = this.#blocks[row >>> BLOCK_BITS]
    assert(block !== undefined, 'a row that was pushed is read')
    return block
  }
  start(row: number): number {
    return (row & ROW_BITS) * this.#width
  }

  /** How many rows have at most `value` in a column that never falls. */
  countUpTo(column: number, value: number): number {
    let [low, high] = [0, this.#length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.at(middle, column) <= value) low = middle + 1
      else high = middle
    }
    return low
  }
}
