/** Units of time, short: they stand beside figures that change. */
export const id = {
  seconds: (n: number) => `${n} dtk`,
  minutes: (n: number) => `${n} mnt`,
  hours: (n: number) => `${n} jam`,
}
