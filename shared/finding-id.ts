/** The same question about the same subjects keeps its id, whoever raises it and however often: `AR1:6472:1:6472011001004`. */
export const findingId = (check: string, contest: string, round: number, subjects: readonly string[]): string =>
  `${check}:${contest}:${round}:${subjects.toSorted().join('+')}`
