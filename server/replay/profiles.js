/** L = men, P = women, T = total: the line `name_l, name_p, name_t` of a layout. */
const bySex = (column, path) => ({
  [`${column}_l`]: `${path}.m`,
  [`${column}_p`]: `${path}.f`,
  [`${column}_t`]: `${path}.total`,
})
export const PROFILES = {
  /**
   * KPU's Sirekap as scraped after the Pemilu of 2024. Its DPTb are voters who moved in, which a Pilkada calls DPPh; its DPK voted
   * with an identity card, which a Pilkada calls DPTb. Times are those of the first photo, without zone.
   */
  'sirekap-2024': {
    tps: 'tps_code',
    time: 'first_photo_at',
    votes: /^votes_([1-9]\d?)$/,
    fields: {
      valid: 'valid',
      invalid: 'invalid',
      total: 'total',
      ...bySex('dpt', 'voters.dpt'),
      ...bySex('used_dpt', 'users.dpt'),
      ...bySex('used_dptb', 'users.dpph'),
      ...bySex('used_dpk', 'users.dptb'),
      ...bySex('used', 'users.all'),
    },
    needed: ['tps_code', 'votes_1', 'valid', 'invalid', 'total'],
  },
  /** A count room's own table in the words of the paper: ss = surat suara (ballots), s1 = votes of candidate 1. */
  count: {
    tps: 'tps_id',
    time: 'reported_at',
    votes: /^s([1-9]\d?)$/,
    fields: {
      sah: 'valid',
      tidak_sah: 'invalid',
      total: 'total',
      dpt: 'voters.dpt.total',
      v_dpt: 'users.dpt.total',
      v_dpph: 'users.dpph.total',
      v_dptb: 'users.dptb.total',
      v_total: 'users.all.total',
      ss_terima: 'ballots.received',
      ss_digunakan: 'ballots.used',
      ss_rusak: 'ballots.returned',
      ss_sisa: 'ballots.unused',
    },
    needed: ['tps_id', 's1', 'sah', 'tidak_sah'],
  },
}
export const PROFILE_NAMES = Object.keys(PROFILES)
