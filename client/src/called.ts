/**
 * The one rule of when a page calls a region: from half of its TPS on (`held` comes from `ourStanding`). Before that no list, map or
 * order says who leads or by how much; the figures themselves stand on the region's own page, as not yet representative.
 */
export const isCalled = (facts: { readonly held: boolean; readonly leader?: unknown }): boolean => facts.leader !== undefined && !facts.held
