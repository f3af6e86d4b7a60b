export const GENESIS = { seq: 0, hash: '0'.repeat(64) }
