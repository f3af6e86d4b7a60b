/** TPS, contest and round in one key, in the order of the form. */
export const cellKey = (tps, contest, round) => `${tps}/${contest}/${round}`
