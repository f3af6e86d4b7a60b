import type { Dice } from './dice.ts'

type Parcel = { readonly due: number; readonly deliver: () => void }

/** Loses one message in ten, delays the others by up to eight steps each, so that they overtake one another; until it is mended. */
export class Network {
  #step = 0
  #mended = false
  #parcels: Parcel[] = []
  readonly #dice: Dice

  constructor(dice: Dice) {
    this.#dice = dice
  }

  send(deliver: () => void): void {
    if (this.#mended) return deliver()
    if (this.#dice.chance(0.1)) return
    this.#parcels.push({ due: this.#step + this.#dice.below(9), deliver })
  }

  /** One step of time: what is due arrives. */
  step(): void {
    this.#step += 1
    const due = this.#parcels.filter((parcel) => parcel.due <= this.#step)
    this.#parcels = this.#parcels.filter((parcel) => parcel.due > this.#step)
    for (const { deliver } of due) deliver()
  }

  mend(): void {
    this.#mended = true
    for (const { deliver } of this.#parcels.splice(0)) deliver()
  }
}
