/** The foot of every printed page. */
export const id = {
  printed: (at: string) => `dicetak ${at}`,
}
